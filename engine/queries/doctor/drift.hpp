// Says what doctor finds about drift: whether an alarm about a file can be carried over a reload,
// whether monit has the substitute checks (the checks of ours that keep such alarms), and which
// files prevent a reload.
//
// Private to doctor.
#pragma once

#include <vector>

#include "engine/queries/host_finding.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Returns findings in this order:
/// - one about carried alarms, always;
/// - one for each thing that could not be read;
/// - one for each substitute check, only if monit answers;
/// - one for each file that prevents a reload.
/// If view_files() fails, returns only the first finding, since other findings of doctor name the
/// reason. Never fails.
std::vector<HostFinding> findings_about_drift(const Settings& settings,
                                              const monitrc::ControlFile& control_file,
                                              Host& host = this_host());

}  // namespace pkgmap
