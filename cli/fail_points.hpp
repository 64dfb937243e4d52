// Lets the program die, fail or wait at a step (engine/system/step.hpp) that a test names. Compiled
// only into builds for tests (PKGMAP_FAIL_POINTS).
//
// The test writes one line into the file `fail-points` of the state directory. "trace" makes each
// process append its steps to the file `steps`. "COMMAND STEP EFFECT" names the command, the number
// (from 1) or the name of the step, and what happens there, once:
// - kill: SIGKILL ends the process before the step;
// - ENOSPC, EIO, ECONNREFUSED, timeout: the step fails with this error, and is not made;
// - hold: the process waits for the file `fail-points.go` (60 s at most), then makes the step.
//
// Before any of these effects, the process renames `fail-points` to `fail-points.hit`, and writes
// command, number and name of the step there.
#pragma once

#include "cli/options.hpp"

namespace pkgmap::cli {

/// Makes this process obey the file `fail-points` of the state directory. Has no effect if the file
/// is missing or has no whole line. Keeps no reference to `options`.
void obey_fail_points(const Options& options);

}  // namespace pkgmap::cli
