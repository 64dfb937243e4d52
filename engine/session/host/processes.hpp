// Says whether the process of a check runs.
//
// The answer is evidence only: no program that a pidfile or a command line names is executed, and
// no process that is found gets a signal. Any thread; cannot fail.
#pragma once

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns whether the process of a check by pidfile or by `matching` runs; false for any other
/// check. A pidfile names whatever process has its number; the answer is false if the pidfile has
/// no number or cannot be read. The search for a `matching` process leaves out the package manager
/// with pid `manager` (0: none), its callers and children, and this program: their command lines
/// name packages, too, but they are no daemons.
bool process_runs(const monitrc::Check& check, int manager = 0);

}  // namespace pkgmap
