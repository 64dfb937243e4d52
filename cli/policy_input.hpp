// Loads the policy before a command begins, if the command needs one. For one thread.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Reads the policy files into Options::settings.policy, and returns nullopt. If the policy cannot
/// be used (a file is unreadable or has mistakes), the result depends on the command:
/// - resume, recover, guard, verify: the built-in policy, a note on `screen`, and nullopt, since
///   suspended checks must come back;
/// - status, doctor: the built-in policy and nullopt, without a note;
/// - every other command but those below: an Error.
///
/// The built-in policy then gets the settings `require_signature` and `unknown_peer` that the files
/// have, as far as they could be read.
///
/// For config, policy, suspend, history and audit --merge the function has no effect, and returns
/// nullopt. suspend loads the policy itself once it has found out that the hooks are not switched
/// off.
std::optional<Error> prepare_policy(Options& options, const Screen& screen);

}  // namespace pkgmap::cli
