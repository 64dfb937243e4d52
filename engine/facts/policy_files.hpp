// Reads the administrator's policy files into a rules::Policy.
//
// Reads /etc/monit-pkgmap/policy.yaml, then policy.d/*.yaml in lexical order; or one other file
// instead. The standard files may be missing. Whoever can write a policy decides which checks are
// watched, so a file that others than root (or the caller) can write is refused, as monit refuses
// its control file. load_policy() never fails: mistakes become diagnostics. Any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap {

struct PolicyFiles {
  rules::Policy policy;            ///< No decision about a check may rest on it unless ok().
  std::vector<std::string> files;  ///< The files that were read, in this order.
  Sources sources;
  std::vector<Diagnostic> diagnostics;

  bool ok() const { return !has_errors(diagnostics); }
};

/// Reads the policy files below `settings.root`.
PolicyFiles load_policy(const Settings& settings);

/// Fails with ErrorCode::control_file if there are mistakes; Error::details shows all of them.
Done require_understood(const PolicyFiles& policy);

/// Returns the settings with the policy of the files; `--settle` and `--lease` go before it. Fails
/// as require_understood().
Result<Settings> with_policy(Settings settings);
Result<Settings> with_policy(Settings settings, PolicyFiles files);

}  // namespace pkgmap
