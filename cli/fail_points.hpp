// Lets the program die, fail or wait at a step (engine/system/step.hpp) that a test names. Compiled
// only into builds for tests (PKGMAP_FAIL_POINTS). For one thread.
//
// Before the process starts, the test writes one line into the file `fail-points` of the state
// directory. All files that this comment names are in that directory. The line has one of two
// forms:
// - "trace": each process appends its steps to the file `steps`.
// - "COMMAND STEP EFFECT": EFFECT happens once, in the first process that runs COMMAND ("suspend")
//   and comes to STEP. STEP is the name of the step, or its number among the steps of the process,
//   from 1.
//
// EFFECT is one of these words:
// - kill: SIGKILL ends the process before the step;
// - ENOSPC, EIO, ECONNREFUSED: the process does not make the step, which fails with this error;
// - timeout: the same with ETIMEDOUT, after 5 s;
// - hold: the process waits for the file `fail-points.go` (60 s at most), then makes the step.
//
// Before EFFECT, the process renames `fail-points` to `fail-points.hit`, and writes command, number
// and name of the step there.
#pragma once

#include "cli/options.hpp"

namespace pkgmap::cli {

/// Reads the file `fail-points` of the state directory, and makes this process obey its line. Has
/// no effect if the file is missing or has no whole line. Keeps no reference to `options`.
void obey_fail_points(const Options& options);

}  // namespace pkgmap::cli
