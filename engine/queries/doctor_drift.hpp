// What doctor says of alarms about files: whether they outlive a reload, and whether those that are
// said to do so do.
//
// Private to doctor.
#pragma once

#include <vector>

#include "engine/queries/doctor.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

std::vector<Finding> findings_about_drift(const Settings& settings,
                                          const monitrc::ControlFile& control_file,
                                          Host& host = this_host());

}  // namespace pkgmap
