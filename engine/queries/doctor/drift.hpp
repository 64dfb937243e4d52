// Says what doctor finds about drift: whether an alarm about a file can be carried over a reload,
// whether monit has the substitute checks, and which files prevent a reload.
//
// Private to doctor.
#pragma once

#include <vector>

#include "engine/queries/host_finding.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// The first finding is about carried alarms. If view_files() fails, the function returns this
/// finding alone, since other findings of doctor say why. Otherwise the next findings are about
/// each thing that could not be read, about each substitute check (only if monit answers), and
/// about each file that prevents a reload, in this order. Never fails.
std::vector<HostFinding> findings_about_drift(const Settings& settings,
                                              const monitrc::ControlFile& control_file,
                                              Host& host = this_host());

}  // namespace pkgmap
