// Says what doctor finds about monit's log: whether a session can see there that somebody
// unmonitors a check that the session has suspended already (docs/decisions/0028).
//
// Private to doctor.
#pragma once

#include "engine/queries/host_finding.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns one finding. The caller must be root (not checked): for another user the finding may be
/// wrong. Changes no file.
HostFinding finding_about_log(const monitrc::ControlFile& control_file);

}  // namespace pkgmap
