#include "rules/plan/evaluate.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parsers/source/names.hpp"
#include "rules/plan/belonging.hpp"
#include "rules/plan/follow_acts.hpp"
#include "rules/plan/rulings.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array<Named<Decision>, 3> kDecisionNames = {{
    {Decision::keep, "keep"},
    {Decision::suspend, "suspend"},
    {Decision::off, "off"},
}};

constexpr std::array<Named<Rebaseline>, 3> kRebaselineNames = {{
    {Rebaseline::no, "no"},
    {Rebaseline::if_changed, "if-changed"},
    {Rebaseline::yes, "yes"},
}};

CheckPlan plan_by_evidence(const Facts& facts, std::size_t number, const Policy& policy,
                           Rulings& rulings) {
  CheckPlan plan;
  plan.check = number;
  plan.reason = "no evidence ties it to the packages";
  for (const PackageFacts& package : facts.packages) {
    for (Evidence& evidence : evidence_for(facts.checks[number], package)) {
      plan.evidence.push_back(std::move(evidence));
    }
  }
  const std::string kept = rulings.apply(number, plan.evidence);
  const Evidence* best = strongest(plan.evidence);
  const bool is_enough = best && best->strength >= policy.threshold && may_suspend(best->kind);
  if (!kept.empty()) plan.reason = kept;
  if (!best || (!kept.empty() && !is_enough)) return plan;
  if (!is_enough) {
    plan.reason = std::string("only ") + name_of(best->strength) + " evidence: " + best->claim;
    return plan;
  }
  plan.decision = Decision::suspend;
  plan.reason = best->claim;
  return plan;
}

// Suspends every check that acts on a check which goes off, unless a rule keeps it.
void suspend_what_acts(const Facts& facts, const Dependencies& graph, const Policy& policy,
                       Rulings& rulings, Plan& plan) {
  const auto why_off = [&](std::size_t check) {
    const CheckPlan& entry = plan.checks[check];
    return entry.decision == Decision::suspend ? strongest(entry.evidence) : nullptr;
  };
  follow_acts(facts, graph, why_off, [&](std::size_t check, const Evidence& act) {
    CheckPlan& entry = plan.checks[check];
    if (entry.decision == Decision::suspend) return;
    std::vector<Evidence> found{act};
    const std::string kept = rulings.apply(check, found);
    const Evidence& mine = entry.evidence.emplace_back(std::move(found.front()));
    if (!kept.empty()) entry.reason = kept;
    if (!counts(mine, policy)) return;
    entry.decision = Decision::suspend;
    entry.reason = mine.claim;
  });
}

bool is_off(const Facts& facts, std::size_t number) {
  return facts.checks[number].state == Monitoring::off;
}

bool is_unread(const Facts& facts, std::size_t number) {
  return facts.checks[number].state == Monitoring::unread;
}

// monit does not look at a check whose prerequisite is off, and its `monitor` would switch that
// prerequisite on.
const monitrc::Check* off_prerequisite(const Facts& facts, const Dependencies& graph,
                                       std::size_t number) {
  for (const std::size_t parent : graph.up_closure(graph.parents(number))) {
    if (is_off(facts, parent)) return facts.checks[parent].check;
  }
  return nullptr;
}

void leave_what_is_unread(const Facts& facts, std::vector<CheckPlan>& plans) {
  for (CheckPlan& plan : plans) {
    if (plan.decision != Decision::suspend || !is_unread(facts, plan.check)) continue;
    plan.decision = Decision::keep;
    plan.reason = kNotReadYet;
  }
}

void leave_what_is_off(const Facts& facts, const Dependencies& graph,
                       std::vector<CheckPlan>& plans) {
  for (CheckPlan& plan : plans) {
    if (plan.decision != Decision::suspend) continue;
    if (is_off(facts, plan.check)) {
      plan.decision = Decision::off;
      plan.reason = "it is already off";
    } else if (const auto* parent = off_prerequisite(facts, graph, plan.check)) {
      plan.decision = Decision::keep;
      plan.reason = "its prerequisite '" + parent->name + "' is off, so monit does not check it";
    }
  }
}

// Returns the best evidence of a check and of its prerequisites, as far as they are in `direct`.
const Evidence* best_of_prerequisites(std::size_t check, const Dependencies& graph,
                                      const CheckSet& direct, const Plan& plan) {
  const Evidence* best = nullptr;
  for (const std::size_t number : graph.up_closure({check})) {
    if (!std::binary_search(direct.begin(), direct.end(), number)) continue;
    const Evidence* evidence = strongest(plan.checks[number].evidence);
    if (!best || (evidence && evidence->strength > best->strength)) best = evidence;
  }
  return best;
}

void cascade(const Facts& facts, const Dependencies& graph, Plan& plan) {
  const CheckSet direct = plan.with(Decision::suspend);
  std::vector<std::vector<Evidence>> found(plan.checks.size());
  for (const std::size_t number : graph.down_closure(direct)) {
    for (const std::size_t parent : graph.parents(number)) {
      const Evidence* best = best_of_prerequisites(parent, graph, direct, plan);
      if (!best) continue;
      found[number].push_back({EvidenceKind::depends_on,
                               best->strength,
                               best->package,
                               "depends on " + facts.checks[parent].check->name,
                               {}});
    }
  }
  for (CheckPlan& entry : plan.checks) {
    for (Evidence& evidence : found[entry.check]) entry.evidence.push_back(std::move(evidence));
    const bool is_cascaded = !found[entry.check].empty() && !is_off(facts, entry.check);
    if (entry.decision != Decision::keep || !is_cascaded) continue;
    if (is_unread(facts, entry.check)) {
      entry.reason = kNotReadYet;
      continue;
    }
    entry.decision = Decision::suspend;
    entry.cascaded = true;
    entry.reason = entry.evidence.back().claim;
  }
}

Unshipped unshipped_content(const PathFact& path, const Facts& facts) {
  bool shipped = false;
  bool free = false;
  for (const PackageFacts& package : facts.packages) {
    for (const ListedFile& file : package.files) {
      const auto& hops = path.hops;
      if (std::find(hops.begin(), hops.end(), file.path) == hops.end()) continue;
      shipped = shipped || !file.ghost;
      free = free || file.ghost || file.unverified;
    }
  }
  if (!free) return Unshipped::unlikely;
  return shipped ? Unshipped::perhaps : Unshipped::surely;
}

void plan_baseline(const Facts& facts, const Policy& policy, CheckPlan& plan) {
  const CheckFacts& check = facts.checks[plan.check];
  if (!needs_rebaseline(*check.check)) return;
  if (policy.scriptlets == OnScriptlets::alarm && policy.drift != OnDrift::accept) {
    plan.unshipped = unshipped_content(check.path, facts);
  }
  if (plan.unshipped != Unshipped::surely) plan.rebaseline = Rebaseline::if_changed;
}

}  // namespace

Dependencies dependencies_of(const Facts& facts) {
  std::vector<monitrc::Check> checks(facts.checks.size());
  for (std::size_t i = 0; i < checks.size(); ++i) {
    // Dependencies finds no prerequisite under an empty name.
    if (!is_unread(facts, i)) checks[i].name = facts.checks[i].check->name;
    checks[i].depends_on = facts.checks[i].check->depends_on;
  }
  return Dependencies(checks);
}

const monitrc::Test* checksum_test(const monitrc::Check& check) {
  for (const monitrc::Test& test : check.tests) {
    if (test.kind == monitrc::TestKind::checksum) return &test;
  }
  return nullptr;
}

bool needs_rebaseline(const monitrc::Check& check) {
  const monitrc::Test* test = checksum_test(check);
  return test && test->expect.empty();
}

CheckSet Plan::with(Decision decision) const {
  CheckSet result;
  for (const CheckPlan& plan : checks) {
    if (plan.decision == decision) result.push_back(plan.check);
  }
  return result;
}

Plan evaluate(const Facts& facts, const Policy& policy) {
  Plan plan;
  plan.checks.reserve(facts.checks.size());
  const Dependencies graph = dependencies_of(facts);
  Rulings rulings(facts, policy, graph);
  for (std::size_t i = 0; i < facts.checks.size(); ++i) {
    plan.checks.push_back(plan_by_evidence(facts, i, policy, rulings));
  }
  suspend_what_acts(facts, graph, policy, rulings, plan);
  leave_what_is_unread(facts, plan.checks);
  leave_what_is_off(facts, graph, plan.checks);
  cascade(facts, graph, plan);
  for (CheckPlan& entry : plan.checks) {
    if (entry.decision != Decision::suspend) continue;
    plan_baseline(facts, policy, entry);
    if (entry.rebaseline != Rebaseline::no) plan.reload = entry.rebaseline;
  }
  return plan;
}

const char* name_of(Decision decision) {
  return name_in(kDecisionNames, decision);
}

const char* name_of(Rebaseline rebaseline) {
  return name_in(kRebaselineNames, rebaseline);
}

}  // namespace pkgmap::rules
