// Finds, stops and starts the monit of this host, for a monit that cannot be asked. Private to
// host.cpp.
#pragma once

#include <optional>

#include "engine/journal/session_record.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns nullopt if monit does not run.
std::optional<StoppedMonit> identify_monit(const monitrc::ControlFile& control_file);

/// Stops monit through its unit, else by SIGTERM. Returns when it has ended; an Error after 45 s.
Done stop_monit(const StoppedMonit& monit);

/// Starts monit through its unit, else with its own arguments in its own directory. Returns at
/// once, without an error, if a monit runs already.
Done start_monit(const StoppedMonit& monit, const monitrc::ControlFile& control_file);

}  // namespace pkgmap
