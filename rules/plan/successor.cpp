#include "rules/plan/successor.hpp"

#include <algorithm>

#include "rules/evidence/evidence.hpp"

namespace pkgmap::rules {

bool has_successor(const CheckFacts& check, const std::vector<PackageFacts>& owners,
                   Strength before) {
  if (check.check->type == monitrc::CheckType::process && starts_no_unit_that_exists(check)) {
    return false;
  }
  const Strength least = std::min(before, Strength::strong);
  return std::any_of(owners.begin(), owners.end(), [&](const PackageFacts& owner) {
    const std::vector<Evidence> found = evidence_for(check, owner);
    return std::any_of(found.begin(), found.end(), [&](const Evidence& evidence) {
      return may_suspend(evidence.kind) && evidence.strength >= least;
    });
  });
}

}  // namespace pkgmap::rules
