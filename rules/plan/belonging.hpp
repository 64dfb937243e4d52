// Says to which packages each check of a host belongs, without a transaction.
//
// Pure. Uses the evidence and the rules of the policy as evaluate() does.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/evidence/evidence.hpp"
#include "rules/facts.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

/// The packages of one check.
struct Belonging {
  /// May be about several packages. First the evidence of the check itself, the strongest first;
  /// then evidence of the kind acts_on, then of the kind depends_on.
  std::vector<Evidence> evidence;
  /// If a rule keeps the check although evidence would suspend it: a clause that says which rule.
  /// Empty if there is no such rule, or if other evidence suspends the check.
  std::string kept;

  /// Returns the first evidence that would suspend the check (counts()); null if the check belongs
  /// to no package. The pointer is valid until `evidence` changes.
  const Evidence* because(const Policy& policy) const;
  /// Returns the names of all packages to which the check belongs, each once, in the order of
  /// `evidence`.
  std::vector<std::string> packages(const Policy& policy) const;
  /// Returns what packages() returns, and the names of packages to which the check would belong if
  /// no rule kept it.
  std::vector<std::string> tied_to(const Policy& policy) const;
};

/// Returns whether this evidence suspends a check: whether it is not overruled, is of a kind for
/// which may_suspend() is true, and is at least as strong as Policy::threshold.
bool counts(const Evidence& evidence, const Policy& policy);

/// Returns one entry for each of Facts::checks, in the same order. `candidates` has, for each
/// check, the indices in Facts::packages of the packages that own a file which the check names. For
/// any other package of the facts the function applies only the rules of the policy.
std::vector<Belonging> belongings(const Facts& facts,
                                  const std::vector<std::vector<std::size_t>>& candidates,
                                  const Policy& policy);

}  // namespace pkgmap::rules
