// The administrator's policy files, from disk to rules::Policy.
//
// /etc/monit-pkgmap/policy.yaml, then policy.d/*.yaml in lexical order; or one
// other file instead. That the standard ones are missing is no error. Whoever
// can write a policy decides what is watched: a file that others than root
// (or than the caller) can write is refused, as monit refuses its control file.
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
  rules::Policy policy;            ///< Not to be acted upon unless ok().
  std::vector<std::string> files;  ///< Those that were read, in this order.
  Sources sources;
  std::vector<Diagnostic> diagnostics;

  bool ok() const { return !has_errors(diagnostics); }
};

PolicyFiles load_policy(const Settings& settings);

/// ErrorCode::control_file with every mistake, when there is one.
Done require_understood(const PolicyFiles& policy);

/// The settings with what the policy files say. Error as above.
Result<Settings> with_policy(Settings settings);
Result<Settings> with_policy(Settings settings, PolicyFiles files);

}  // namespace pkgmap
