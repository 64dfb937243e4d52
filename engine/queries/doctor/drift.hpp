// Says what doctor finds about drift: whether an alarm about a file can be carried over a reload,
// whether monit has the substitute checks, and which files prevent a reload.
//
// Private to doctor.
#pragma once

#include <vector>

#include "engine/queries/host_finding.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Returns one finding about carried alarms; no other if view_files() fails, since other findings
/// of doctor say why. Else then one about each other thing that could not be read, each substitute
/// check (if monit answers) and each file that prevents a reload. Never fails.
std::vector<HostFinding> findings_about_drift(const Settings& settings,
                                              const monitrc::ControlFile& control_file,
                                              Host& host = this_host());

}  // namespace pkgmap
