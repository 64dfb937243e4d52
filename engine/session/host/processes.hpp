// Whether the processes of checks run.
//
// Evidence only: nothing found in a pidfile or a command line is executed,
// signalled or believed beyond "there is such a process".
#pragma once

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// For a process check by pidfile or `matching`; false for every other check.
/// A command line of the package manager `manager` (0: none), of its callers and children, or of
/// this program names the package, too; these are no daemons.
bool process_runs(const monitrc::Check& check, int manager = 0);

/// Whether it is this process or one below it, as far as the parents still live.
bool descends_from(int pid, int ancestor);

}  // namespace pkgmap
