// What the rules of a policy make of the evidence.
//
// The first rule that speaks of a check and a package decides about the two.
// `suspend` is evidence of its own. `keep` overrules all evidence for that
// package, also of everything that the check depends on: monit's cascade could
// not be stopped there. Pure; costs nothing when the policy has no rules.
// Refers to what it was made of; one thread.
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
  /// All three outlive it.
  Rulings(const Facts& facts, const Policy& policy, const Dependencies& graph);

  /// Adds evidence of kind `policy` for the check and marks what is overruled. Answers why the
  /// check is kept, if evidence that would have been strong enough was overruled; else "".
  std::string apply(std::size_t check, std::vector<Evidence>& evidence);

 private:
  /// A rule that keeps a check, and the check that it speaks of.
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
  std::vector<std::size_t> packages_;         ///< By number of the package: its number in names_.
  std::vector<std::string> names_;            ///< Of the packages, each once.
  std::vector<std::vector<bool>> speaks_of_;  ///< By rule, then by number in names_.
  std::vector<std::vector<bool>> rules_of_checks_;  ///< By check, then by rule; empty: not asked.
};

/// Why one rule after the other does or does not decide; for people.
struct RuleTrace {
  const PolicyRule* rule = nullptr;
  bool speaks_of_check = false;
  bool speaks_of_package = false;
  bool decides = false;  ///< The first that speaks of both.
};

/// Every rule of the policy, in order.
std::vector<RuleTrace> trace_rules(const Policy& policy, const std::string& check,
                                   const std::string& package);

}  // namespace pkgmap::rules
