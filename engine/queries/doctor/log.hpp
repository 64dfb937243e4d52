// Says what doctor finds about monit's log. A session suspends a check by unmonitoring it; if
// somebody unmonitors the same check afterwards, only monit's log shows that. The finding says
// whether sessions can read this log (docs/decisions/0028).
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
