// The policy before a command begins: who needs it, and what becomes of one that cannot be used.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Fills in Options::settings.policy. An Error when the command cannot do without.
///
/// `resume` and the guard never fail for a policy: what is suspended must come back, so they go on
/// with the built-in one and say so. `suspend` reads it by itself, once it knows that it is not
/// switched off. What asks only about files and states needs none; `status` and `doctor` go
/// by what can be used of it, and leave its mistakes to others.
std::optional<Error> prepare_policy(Options& options, const Screen& screen);

}  // namespace pkgmap::cli
