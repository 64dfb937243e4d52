// Says what doctor finds about drift: whether an alarm about a file can be carried over a reload,
// whether monit has the substitute checks, and which files prevent a reload.
//
// Private to doctor.
#pragma once

#include <vector>

#include "engine/queries/finding.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Returns the findings in this order; only the finding about carried alarms if the files or the
/// packages cannot be read.
std::vector<Finding> findings_about_drift(const Settings& settings,
                                          const monitrc::ControlFile& control_file,
                                          Host& host = this_host());

}  // namespace pkgmap
