// Says whether systemd runs this host, whether it is shutting the host down, and which unit is that
// of monit. Private to this directory. Each function may be called by any thread.
#pragma once

#include <string>

#include "engine/monit/daemon.hpp"

namespace pkgmap {

/// Returns whether the host was booted with systemd. Also true where systemd does not answer.
bool booted_with_systemd();

/// Returns whether systemd is shutting down or restarting this machine or container. False if the
/// host was not booted with systemd, or if systemd has not answered within 2 s.
bool systemd_stops();

/// Returns the name of the system service that is monit's own: it has the process of monit as its
/// main process. Empty if monit only runs in the control group of another service, as a monit that
/// somebody has started from a job of cron. If systemd has not answered within 10 s, a service
/// with the name of monit's executable counts as monit's own. Empty also if the host was not booted
/// with systemd.
std::string service_of_monit(const MonitDaemon& daemon);

/// Returns whether `unit` is monit's own service. `shown`: what `systemctl show --property=MainPID`
/// has printed of the unit. A unit of an init script has no main process (0): then its name must be
/// that of monit's executable. Pure.
bool is_own_service(const std::string& unit, const std::string& shown, const MonitDaemon& daemon);

}  // namespace pkgmap
