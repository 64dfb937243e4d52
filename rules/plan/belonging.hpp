// To which packages each check belongs, whatever the transaction: the view of a whole host.
//
// Pure; the same kinds of evidence as evaluate(), and the same rules of the policy.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/evidence/evidence.hpp"
#include "rules/facts.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

struct Belonging {
  std::vector<Evidence> evidence;  ///< The strongest first; of several packages, maybe.
  /// Why a rule keeps it though evidence was strong enough; empty: none does, or other evidence
  /// suspends it all the same.
  std::string kept;

  /// The strongest one that would suspend the check; null: it belongs to nobody.
  const Evidence* because(const Policy& policy) const;
  /// Names of all packages that it belongs to, each once, the surest first.
  std::vector<std::string> packages(const Policy& policy) const;
  /// The same with those for which a rule keeps it.
  std::vector<std::string> tied_to(const Policy& policy) const;
};

/// Whether evidence of this kind and strength suspends a check.
bool counts(const Evidence& evidence, const Policy& policy);

/// One for each of Facts::checks. `candidates`: for each check the numbers of the packages that own
/// anything which it names; of the others only the rules are asked.
std::vector<Belonging> belongings(const Facts& facts,
                                  const std::vector<std::vector<std::size_t>>& candidates,
                                  const Policy& policy);

}  // namespace pkgmap::rules
