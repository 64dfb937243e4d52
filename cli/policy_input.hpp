// Loads the policy before a command begins, if the command needs one.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Sets Options::settings.policy. Returns nullopt, or an Error if the policy cannot be used and the
/// command needs a policy.
///
/// resume, recover, guard and verify never fail for a policy, since suspended checks must come
/// back: they use the built-in policy and print a note. status and doctor do so without a note. Of
/// a policy with mistakes all these commands keep `require_signature` and `unknown_peer`. suspend
/// loads the policy itself, once it knows that it is not switched off. config, policy,
/// history and audit --merge need no policy here.
std::optional<Error> prepare_policy(Options& options, const Screen& screen);

}  // namespace pkgmap::cli
