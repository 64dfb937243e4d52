// The rows of doctor about checks that are off, and about sessions that keep them off.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/finding.hpp"
#include "engine/settings.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// `checks`: those of the control file, whose dependencies say how all that is off comes back;
/// `status`: what monit says; null if monit does not answer. Their lifetime ends with the call.
std::vector<Finding> findings_about_what_is_off(const Settings& settings,
                                                const std::vector<monitrc::Check>& checks,
                                                const status::Status* status);

/// Which names 'monit monitor' needs so that all of these checks come back: it monitors the
/// prerequisites of the named check, and none of its dependents. `off` is not empty.
std::string how_all_come_back(const std::vector<std::string>& off,
                              const std::vector<monitrc::Check>& checks);

}  // namespace pkgmap
