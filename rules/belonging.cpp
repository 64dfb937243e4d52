#include "rules/belonging.hpp"

#include <algorithm>

#include "rules/dependencies.hpp"
#include "rules/evaluate.hpp"

namespace pkgmap::rules {
namespace {

void sort_by_strength(std::vector<Evidence>& evidence) {
  std::stable_sort(evidence.begin(), evidence.end(),
                   [](const Evidence& a, const Evidence& b) { return a.strength > b.strength; });
}

// What monit's cascade takes along belongs to whatever its prerequisites belong to.
void add_dependencies(const Facts& facts, const Policy& policy, std::vector<Belonging>& all) {
  const Dependencies graph = dependencies_of(facts);
  const std::vector<Belonging> own = all;
  for (std::size_t check = 0; check < all.size(); ++check) {
    for (const std::size_t above : graph.up_closure(graph.parents(check))) {
      if (above == check) continue;
      const Evidence* best = own[above].because(policy);
      if (!best) continue;
      all[check].evidence.push_back({EvidenceKind::depends_on,
                                     best->strength,
                                     best->package,
                                     "depends on " + facts.checks[above].check->name,
                                     {}});
    }
  }
}

}  // namespace

bool counts(const Evidence& evidence, const Policy& policy) {
  return !evidence.overruled && may_suspend(evidence.kind) && evidence.strength >= policy.threshold;
}

const Evidence* Belonging::because(const Policy& policy) const {
  const auto found = std::find_if(evidence.begin(), evidence.end(),
                                  [&](const Evidence& one) { return counts(one, policy); });
  return found == evidence.end() ? nullptr : &*found;
}

std::vector<std::string> Belonging::packages(const Policy& policy) const {
  std::vector<std::string> names;
  for (const Evidence& one : evidence) {
    const std::string& name = one.package.name;
    if (!counts(one, policy)) continue;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::vector<Belonging> belongings(const Facts& facts,
                                  const std::vector<std::vector<std::size_t>>& candidates,
                                  const Policy& policy) {
  std::vector<Belonging> all(facts.checks.size());
  for (std::size_t check = 0; check < all.size(); ++check) {
    for (const std::size_t package : candidates[check]) {
      for (Evidence& one : evidence_for(facts.checks[check], facts.packages[package])) {
        all[check].evidence.push_back(std::move(one));
      }
    }
    sort_by_strength(all[check].evidence);
  }
  add_dependencies(facts, policy, all);
  return all;
}

}  // namespace pkgmap::rules
