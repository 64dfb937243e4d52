// This host's monit as something to stop and to start again. Private to host.cpp.
#pragma once

#include <optional>

#include "engine/journal/session_record.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Nothing when it does not run.
std::optional<StoppedMonit> identify_monit(const monitrc::ControlFile& control_file);

/// Through its unit, else by SIGTERM; ends when it is gone.
Done stop_monit(const StoppedMonit& monit);

/// Through its unit, else with its own arguments in its own directory. Nothing happens when one
/// runs already.
Done start_monit(const StoppedMonit& monit, const monitrc::ControlFile& control_file);

}  // namespace pkgmap
