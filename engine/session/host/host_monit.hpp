// Finds, stops and starts the monit of this host, for a monit that cannot be asked. Private to
// host.cpp. For one thread.
#pragma once

#include <optional>

#include "engine/journal/session_record.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns how the running monit with this control file was started, so that stop_monit() can end
/// it and start_monit() can start it again. Returns nullopt if monit does not run, or its
/// executable or command line cannot be read.
std::optional<StoppedMonit> identify_monit(const monitrc::ControlFile& control_file);

/// Stops monit through its systemd unit, else by SIGTERM. Returns when monit has ended, at once if
/// it has ended already. An Error if monit has not ended after 45 s (through its unit: 90 s).
Done stop_monit(const StoppedMonit& monit);

/// Starts monit through its unit, else with its own arguments in its own directory. Returns when
/// its daemon runs; an Error if it does not run within 10 s (through its unit: 90 s). Returns at
/// once, without an error, if a monit with this control file runs already.
Done start_monit(const StoppedMonit& monit, const monitrc::ControlFile& control_file);

}  // namespace pkgmap
