// What `policy` prints, as text and as JSON (monit-pkgmap-formats(5)): the files, the defaults and
// the rules; or, with --explain, which rule decides about a check and a package. Pure.
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
/// Returns the object that `policy --json` prints. `notes` are sentences about mistakes of the
/// rules and of the control file; they become the member `notes`.
Json policy_json(const PolicyFiles& policy, const std::vector<std::string>& notes);

/// What each rule says about a check and a package.
struct PairTrace {
  std::string check;
  std::string package;                  ///< The name, as the user wrote it.
  std::vector<rules::RuleTrace> rules;  ///< In the order of Policy::rules; points into the policy.

  /// Returns the element of `rules` that decides; it belongs to this object. Returns null if no
  /// rule matches, so that evidence decides.
  const rules::RuleTrace* decisive() const;
};

/// Returns which rule decides, and why each of the remaining rules does not. `policy` is the policy
/// into which the trace points.
std::string trace_text(const PairTrace& trace, const rules::Policy& policy, const Style& style);
/// Returns the object that `policy --explain --json` prints; `notes` as in policy_json().
Json trace_json(const PairTrace& trace, const std::vector<std::string>& notes);

}  // namespace pkgmap::cli
