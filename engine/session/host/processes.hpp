// Says whether the process of a check runs.
//
// The answer is evidence only: no program named in a pidfile or a command line is executed, and no
// process found there is signalled.
#pragma once

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// True only for a process check by pidfile or `matching`. `matching` leaves out the package
/// manager `manager` (0: none) with its callers and children, and this program: their command lines
/// name packages, too, but they are no daemons.
bool process_runs(const monitrc::Check& check, int manager = 0);

}  // namespace pkgmap
