// Loads the policy before a command begins, if the command needs one. For one thread.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Reads the policy files into Options::settings.policy. Returns an Error if the policy cannot be
/// used (a file is unreadable or has mistakes) and the command needs a policy; else nullopt.
///
/// resume, recover, guard and verify never fail because of the policy, since suspended checks must
/// come back: with a policy that cannot be used, these commands use the built-in policy, and the
/// function prints a note on `screen`. status and doctor use the built-in policy, too, without a
/// note. All six commands keep the settings `require_signature` and `unknown_peer` of a policy with
/// mistakes. For config, policy, suspend, history and audit --merge the function has no effect:
/// suspend loads the policy itself once it has found out that the hooks are not switched off.
std::optional<Error> prepare_policy(Options& options, const Screen& screen);

}  // namespace pkgmap::cli
