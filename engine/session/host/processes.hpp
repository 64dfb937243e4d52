// Says whether the process of a check runs.
//
// The answer is a hint only: no program that a pidfile or a command line names is executed, and no
// process that is found gets a signal. Any thread; cannot fail.
#pragma once

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns whether the process of a process check runs, found by the pidfile or the `matching`
/// pattern of the check. False for a check of another type. False also if the pidfile has no number
/// or cannot be read; any process with the number of the pidfile counts.
///
/// The search for a `matching` process leaves out the package manager with pid `manager` (0: none),
/// its callers up to process 1, all its descendants, and every process of this program: their
/// command lines name packages, too, but they are no daemons.
bool process_runs(const monitrc::Check& check, int manager = 0);

}  // namespace pkgmap
