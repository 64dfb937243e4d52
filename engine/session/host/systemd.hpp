// Says whether systemd runs this host, and whether it is shutting the host down. Private to this
// directory. Each function may be called by any thread.
#pragma once

namespace pkgmap {

/// Returns whether the host was booted with systemd. Also true where systemd does not answer.
bool booted_with_systemd();

/// Returns whether systemd is shutting down or restarting this machine or container. False if the
/// host was not booted with systemd, or if systemd has not answered within 2 s.
bool systemd_stops();

}  // namespace pkgmap
