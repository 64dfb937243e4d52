// What `policy` prints: the files, the defaults and the rules; or which rule decides about a check
// and a package. Text, and JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/facts/policy_files.hpp"
#include "parsers/json/json.hpp"
#include "rules/plan/rulings.hpp"

namespace pkgmap::cli {

/// Returns the policy files, the defaults, and the rules if there are any. Without a policy file
/// the text says that the built-in policy applies.
std::string policy_text(const PolicyFiles& policy, const Style& style);
/// `notes` are remarks on the rules and the control file, one sentence each.
Json policy_json(const PolicyFiles& policy, const std::vector<std::string>& notes);

/// What every rule says of one check and one package.
struct PairTrace {
  std::string check;
  std::string package;                  ///< The name, as the user wrote it.
  std::vector<rules::RuleTrace> rules;  ///< In the order of the policy, which must outlive this.

  /// Returns the element of `rules` that decides; null if no rule matches, so evidence decides.
  const rules::RuleTrace* decisive() const;
};

/// Returns which rule decides, and why each other rule does not. `policy` is the policy of the
/// trace.
std::string trace_text(const PairTrace& trace, const rules::Policy& policy, const Style& style);
/// `notes` as for policy_json().
Json trace_json(const PairTrace& trace, const std::vector<std::string>& notes);

}  // namespace pkgmap::cli
