// What doctor says of monit's log: whether a session sees that somebody unmonitors a check which is
// off already (docs/decisions/0028).
//
// Private to doctor.
#pragma once

#include "engine/queries/finding.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Must be called as root: another user cannot tell. Changes no file.
Finding finding_about_log(const monitrc::ControlFile& control_file);

}  // namespace pkgmap
