// Applies the rules of a policy to the evidence.
//
// The first rule that matches a check and a package decides about this pair. A rule with `suspend`
// adds evidence of the kind `policy`. A rule with `keep` overrules all evidence that ties the check
// to the package, and also the evidence of the check's prerequisites, since monit's cascade would
// unmonitor the check with them. Reads no file. For one thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/dependencies.hpp"
#include "rules/evidence/evidence.hpp"
#include "rules/facts.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

class Rulings {
 public:
  /// The arguments must outlive this object.
  Rulings(const Facts& facts, const Policy& policy, const Dependencies& graph);

  /// Applies the rules to `evidence`, the evidence of the check with the index `check`, which is
  /// about packages of the Facts: adds evidence of the kind `policy`, and sets Evidence::overruled.
  /// If overruled evidence is at least as strong as Policy::threshold, returns a clause that says
  /// which rule keeps the check, even if other evidence still suspends the check; else an empty
  /// text.
  std::string apply(std::size_t check, std::vector<Evidence>& evidence);

 private:
  /// A rule that keeps a check, and the check that the rule names; null if there is none.
  struct Keeper {
    const PolicyRule* rule = nullptr;
    std::size_t check = 0;
  };

  const PolicyRule* decides(std::size_t check, std::size_t package);
  Keeper keeper_of(std::size_t check, std::size_t package);
  const std::vector<bool>& rules_of_check(std::size_t check);
  std::size_t number_of(const std::string& package) const;
  bool cascade_reaches(std::size_t check) const;
  bool may_be_suspended(std::size_t check);

  const Facts& facts_;
  const Policy& policy_;
  const Dependencies& graph_;
  /// By number of a package: the number of its name in names_.
  std::vector<std::size_t> packages_;
  std::vector<std::string> names_;                  ///< Names of the packages, each once.
  std::vector<std::vector<bool>> speaks_of_;        ///< By rule, then by number in names_.
  std::vector<std::vector<bool>> rules_of_checks_;  ///< By check, then by rule; empty until asked.
};

/// Whether one rule decides about a check and a package, and if not, why not.
struct RuleTrace {
  const PolicyRule* rule = nullptr;  ///< An element of Policy::rules.
  bool speaks_of_check = false;      ///< Whether the rule matches the name of the check.
  bool speaks_of_package = false;    ///< Whether the rule matches the name of the package.
  bool decides = false;              ///< True only for the first rule that matches both.
};

/// Returns one entry for every rule of the policy, in the order of Policy::rules. `check` and
/// `package` are names. The entries point into `policy`.
std::vector<RuleTrace> trace_rules(const Policy& policy, const std::string& check,
                                   const std::string& package);

}  // namespace pkgmap::rules
