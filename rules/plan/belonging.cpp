#include "rules/plan/belonging.hpp"

#include <algorithm>

#include "rules/dependencies.hpp"
#include "rules/plan/evaluate.hpp"
#include "rules/plan/follow_acts.hpp"
#include "rules/plan/rulings.hpp"

namespace pkgmap::rules {
namespace {

void sort_by_strength(std::vector<Evidence>& evidence) {
  std::stable_sort(evidence.begin(), evidence.end(),
                   [](const Evidence& a, const Evidence& b) { return a.strength > b.strength; });
}

// A dependent belongs to every package that one of its prerequisites belongs to: monit's cascade
// unmonitors both.
void add_dependencies(const Facts& facts, const Policy& policy, const Dependencies& graph,
                      std::vector<Belonging>& all) {
  const std::vector<Belonging> own = all;
  for (std::size_t check = 0; check < all.size(); ++check) {
    for (const std::size_t prerequisite : graph.up_closure(graph.parents(check))) {
      if (prerequisite == check) continue;
      const Evidence* best = own[prerequisite].because(policy);
      if (!best) continue;
      all[check].evidence.push_back({EvidenceKind::depends_on,
                                     best->strength,
                                     best->package,
                                     "depends on " + facts.checks[prerequisite].check->name,
                                     {}});
    }
  }
}

// A check that acts on another one belongs to the package of that one: both are suspended together.
void add_acts(const Facts& facts, const Policy& policy, const Dependencies& graph, Rulings& rulings,
              std::vector<Belonging>& all) {
  const auto why_off = [&](std::size_t check) { return all[check].because(policy); };
  follow_acts(facts, graph, why_off, [&](std::size_t check, const Evidence& act) {
    std::vector<Evidence> found{act};
    const std::string kept = rulings.apply(check, found);
    if (!kept.empty()) all[check].kept = kept;
    all[check].evidence.push_back(std::move(found.front()));
  });
}

bool is_strong_enough(const Evidence& evidence, const Policy& policy) {
  return may_suspend(evidence.kind) && evidence.strength >= policy.threshold;
}

template <class Counts>
std::vector<std::string> names_of(const std::vector<Evidence>& evidence, Counts counts) {
  std::vector<std::string> names;
  for (const Evidence& one : evidence) {
    const std::string& name = one.package.name;
    if (!counts(one)) continue;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace

bool counts(const Evidence& evidence, const Policy& policy) {
  return !evidence.overruled && is_strong_enough(evidence, policy);
}

const Evidence* Belonging::because(const Policy& policy) const {
  const auto found = std::find_if(evidence.begin(), evidence.end(),
                                  [&](const Evidence& one) { return counts(one, policy); });
  return found == evidence.end() ? nullptr : &*found;
}

std::vector<std::string> Belonging::packages(const Policy& policy) const {
  return names_of(evidence, [&](const Evidence& one) { return counts(one, policy); });
}

std::vector<std::string> Belonging::tied_to(const Policy& policy) const {
  return names_of(evidence, [&](const Evidence& one) { return is_strong_enough(one, policy); });
}

std::vector<Belonging> belongings(const Facts& facts,
                                  const std::vector<std::vector<std::size_t>>& candidates,
                                  const Policy& policy) {
  std::vector<Belonging> all(facts.checks.size());
  const Dependencies graph = dependencies_of(facts);
  Rulings rulings(facts, policy, graph);
  for (std::size_t check = 0; check < all.size(); ++check) {
    for (const std::size_t package : candidates[check]) {
      for (Evidence& one : evidence_for(facts.checks[check], facts.packages[package])) {
        all[check].evidence.push_back(std::move(one));
      }
    }
    all[check].kept = rulings.apply(check, all[check].evidence);
    sort_by_strength(all[check].evidence);
  }
  add_acts(facts, policy, graph, rulings, all);
  add_dependencies(facts, policy, graph, all);
  for (Belonging& belonging : all) {
    if (belonging.because(policy)) belonging.kept.clear();
  }
  return all;
}

}  // namespace pkgmap::rules
