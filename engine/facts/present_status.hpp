// Asks monit for its status, for an answer that is less exact without it: the caller does not wait
// long for a monit that is down. For one thread.
#pragma once

#include <optional>

#include "engine/settings.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// Asks the monit of this control file once, for a second at most. Returns nullopt if monit gives
/// no status.
std::optional<status::Status> present_status(const Settings& settings,
                                             const monitrc::ControlFile& control_file);

}  // namespace pkgmap
