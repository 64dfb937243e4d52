// Asks monit for its status, for queries that also work without the status: the caller waits a
// second at most. For one thread.
#pragma once

#include <optional>

#include "engine/settings.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// Asks the monit of this control file once. Returns nullopt if monit cannot be asked, or gives no
/// status within a second.
std::optional<status::Status> present_status(const Settings& settings,
                                             const monitrc::ControlFile& control_file);

}  // namespace pkgmap
