// Loads the policy before a command begins, if the command needs one.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Sets Options::settings.policy. Returns an Error if the policy cannot be used and the command
/// needs it.
///
/// resume, recover, guard and verify never fail for a policy, since suspended checks must come
/// back: they use the built-in policy and print a note. suspend loads the policy itself, once it
/// knows that it is not switched off. status and doctor use `unknown_peer` of a policy with
/// mistakes and print no note. Other commands that only show files and states need no policy.
std::optional<Error> prepare_policy(Options& options, const Screen& screen);

}  // namespace pkgmap::cli
