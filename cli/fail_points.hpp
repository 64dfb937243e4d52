// Only in builds for tests (PKGMAP_FAIL_POINTS): lets the program die, fail or wait at a step
// (engine/system/step.hpp) that a test names.
//
// The test writes one line into the file `fail-points` of the state directory. "trace" makes each
// process append its steps to the file `steps`. "COMMAND STEP EFFECT" names the command, the number
// (from 1) or the name of the step, and what happens there, once:
// - kill, ENOSPC, EIO, ECONNREFUSED, timeout: in place of the step;
// - hold: the process waits for the file `fail-points.go` (60 s at most), then makes the step.
// The process renames `fail-points` to `fail-points.hit` and writes there command, number and name
// of the step.
#pragma once

#include "cli/options.hpp"

namespace pkgmap::cli {

/// Makes this process obey the file `fail-points` of the state directory. Without a whole line in
/// this file, changes no step. Keeps a copy of what it needs of `options`.
void obey_fail_points(const Options& options);

}  // namespace pkgmap::cli
