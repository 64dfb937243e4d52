#include "rules/plan/follow_acts.hpp"

#include <algorithm>

namespace pkgmap::rules {
namespace {

// Why the check is suspended: its own evidence, or that of a prerequisite.
const Evidence* reason_of(std::size_t check, const Dependencies& graph, const Plan& plan) {
  for (const std::size_t number : graph.up_closure({check})) {
    if (plan.checks[number].decision == Decision::suspend) {
      return strongest(plan.checks[number].evidence);
    }
  }
  return nullptr;
}

// Returns whether the plan has changed.
bool follow(const Facts& facts, const Dependencies& graph, const Policy& policy, Rulings& rulings,
            Plan& plan, CheckPlan& entry) {
  const CheckSet goes_off = graph.down_closure(plan.with(Decision::suspend));
  for (const ActedOn& act : acted_on(facts, graph, entry.check)) {
    if (!std::binary_search(goes_off.begin(), goes_off.end(), act.check)) continue;
    const Evidence* best = reason_of(act.check, graph, plan);
    if (!best) continue;
    std::vector<Evidence> found{evidence_of_act(facts, act, *best)};
    const std::string kept = rulings.apply(entry.check, found);
    const Evidence& mine = found.front();
    entry.evidence.push_back(mine);
    if (!kept.empty()) entry.reason = kept;
    if (mine.overruled || mine.strength < policy.threshold) continue;
    entry.decision = Decision::suspend;
    entry.reason = mine.claim;
    return true;
  }
  return false;
}

}  // namespace

Evidence evidence_of_act(const Facts& facts, const ActedOn& act, const Evidence& best) {
  return {EvidenceKind::acts_on,
          best.strength,
          best.package,
          std::string(name_of(act.of)) + " acts on " + facts.checks[act.check].check->name,
          {}};
}

void follow_acts(const Facts& facts, const Dependencies& graph, const Policy& policy,
                 Rulings& rulings, Plan& plan) {
  std::vector<std::size_t> acting;
  for (std::size_t i = 0; i < facts.checks.size(); ++i) {
    if (!facts.checks[i].acts_on.empty()) acting.push_back(i);
  }
  // Each round suspends a check, so there are no more rounds than checks.
  for (bool changed = !acting.empty(); changed;) {
    changed = false;
    for (const std::size_t number : acting) {
      CheckPlan& entry = plan.checks[number];
      if (entry.decision == Decision::suspend) continue;
      std::erase_if(entry.evidence,
                    [](const Evidence& one) { return one.kind == EvidenceKind::acts_on; });
      changed = follow(facts, graph, policy, rulings, plan, entry) || changed;
    }
  }
}

}  // namespace pkgmap::rules
