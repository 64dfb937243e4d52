// Reads the administrator's policy files into a rules::Policy.
//
// The standard files are /etc/monit-pkgmap/policy.yaml and then /etc/monit-pkgmap/policy.d/*.yaml,
// in lexical order. If the settings name a file (Settings::policy_file), only that file is read. A
// standard file may be missing; if the file that the settings name is missing, that is a mistake. A
// user who can write a policy decides which checks monit watches, so load_policy() refuses a file
// or directory that a user other than root and the calling user can write, as monit refuses its
// control file. The files of a bundle were judged on its host, and are not judged again. Any
// thread.
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
  rules::Policy policy;            ///< Valid only if ok() is true.
  std::vector<std::string> files;  ///< Paths of the files that were read, mistakes or not, in the
                                   ///< order of reading; without those that were refused.
  Sources sources;                 ///< The texts to which the diagnostics refer.
  std::vector<Diagnostic> diagnostics;

  bool ok() const { return !has_errors(diagnostics); }
};

/// Reads the file that the settings name; its path is a path of this host, whatever `settings.root`
/// is, or of Settings::policy_root. If the settings name no file, reads the standard files inside
/// `settings.root`. If no standard file exists, returns the built-in policy. Never fails: a
/// mistake, or a file that cannot be read, becomes a diagnostic.
PolicyFiles load_policy(const Settings& settings);

/// Returns an Error with ErrorCode::control_file if the policy has errors; Error::details shows all
/// of them.
Done require_understood(const PolicyFiles& policy);

/// Returns `settings` with the policy of load_policy(settings) as Settings::policy.
/// Settings::settle and Settings::lease, if set, replace the values in the policy. Fails as
/// require_understood() does.
Result<Settings> with_policy(Settings settings);
/// Does the same with `files`, which load_policy() has returned to the caller.
Result<Settings> with_policy(Settings settings, PolicyFiles files);

}  // namespace pkgmap
