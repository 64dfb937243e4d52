// Only in builds for tests (PKGMAP_FAIL_POINTS): dies, fails or waits at the step that a file in
// the state directory names.
//
// `fail-points` there holds one line: "trace", which lists every step in `steps` beside it, or
// "COMMAND STEP EFFECT": the process that carries out COMMAND does EFFECT in place of its STEP,
// once, and leaves `fail-points.hit`. STEP: its number, counted from 1, or its name. EFFECT: kill,
// ENOSPC, EIO, ECONNREFUSED, timeout; or hold, which does the step as well, but not before
// `fail-points.go` is there.
#pragma once

#include "cli/options.hpp"

namespace pkgmap::cli {

void obey_fail_points(const Options& options);

}  // namespace pkgmap::cli
