// Only in builds for tests (PKGMAP_FAIL_POINTS): dies or fails at the step that a file in the state
// directory names.
//
// `fail-points` there holds one line: "trace", which lists every step in `steps` beside it, or
// "COMMAND NUMBER EFFECT": the process that carries out COMMAND does EFFECT in place of its step
// NUMBER (counted from 1), once, and leaves `fail-points.hit`. EFFECT: kill, ENOSPC, EIO,
// ECONNREFUSED, timeout.
#pragma once

#include "cli/options.hpp"

namespace pkgmap::cli {

void obey_fail_points(const Options& options);

}  // namespace pkgmap::cli
