#include "engine/queries/predictions.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

namespace pkgmap {
namespace {

using rules::CheckSet;
using rules::Decision;

// Suspended checks that need a new baseline, and so a reload.
CheckSet awaiting_baselines(const rules::Facts& facts, const rules::Plan& plan,
                            const std::vector<rules::FileUpdate>& updates) {
  CheckSet pending;
  for (const std::size_t check : plan.with(Decision::suspend)) {
    const bool can_change = updates[check].content_changes().value_or(true);
    if (can_change && rules::needs_rebaseline(*facts.checks[check].check)) pending.push_back(check);
  }
  return pending;
}

bool meets(const CheckSet& left, const CheckSet& right) {
  return std::any_of(left.begin(), left.end(), [&](std::size_t check) {
    return std::binary_search(right.begin(), right.end(), check);
  });
}

std::vector<std::string> names_of_dependents(std::size_t check, const rules::Facts& facts,
                                             const rules::Dependencies& graph) {
  std::vector<std::string> names;
  for (const std::size_t dependent : graph.down_closure({check})) {
    if (dependent != check) names.push_back(facts.checks[dependent].check->name);
  }
  return names;
}

bool is_watched(const rules::CheckPlan& plan, const rules::CheckFacts& facts) {
  return plan.decision != Decision::off && facts.state != rules::Monitoring::off &&
         facts.state != rules::Monitoring::unread;
}

}  // namespace

Result<std::vector<CheckPredictions>> predict_checks(
    const PackageChoices& choices, const rules::Facts& facts, const rules::Plan& plan,
    const Sources& sources, PackageDatabase& database, const Settings& settings) {
  std::vector<CheckPredictions> all(facts.checks.size());
  // A file list that was told has no digests.
  const bool some =
      std::any_of(choices.packages.begin(), choices.packages.end(),
                  [](const PackageChoice& choice) { return choice.has_file() || choice.leaves; });
  if (!some) return all;
  auto gathered = gather_updates(choices, facts, plan, database, settings);
  if (!gathered) return gathered.error();
  const rules::Dependencies graph = rules::dependencies_of(facts);
  const CheckSet pending = awaiting_baselines(facts, plan, gathered->updates);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].update = std::move(gathered->updates[i]);
    all[i].dead_ends = std::move(gathered->dead_ends[i]);
    if (all[i].update.path.empty() || !is_watched(plan.checks[i], facts.checks[i])) continue;
    const bool suspended = plan.checks[i].decision == Decision::suspend;
    // monit forgets the last values of a check in a reload only if the check is resumed after the
    // reload, since it or a prerequisite needs a new baseline.
    const bool forgotten = suspended && meets(graph.up_closure({i}), pending);
    all[i].predictions =
        rules::predict(*facts.checks[i].check, sources, all[i].update, gathered->accounts,
                       {suspended, forgotten, std::time(nullptr)});
    if (!all[i].predictions.empty()) all[i].dependents = names_of_dependents(i, facts, graph);
  }
  return all;
}

std::size_t count_failures(const std::vector<CheckPredictions>& all) {
  std::size_t count = 0;
  for (const CheckPredictions& check : all) {
    count += static_cast<std::size_t>(
        std::count_if(check.predictions.begin(), check.predictions.end(),
                      [](const auto& one) { return one.outcome == rules::Outcome::fails; }));
  }
  return count;
}

}  // namespace pkgmap
