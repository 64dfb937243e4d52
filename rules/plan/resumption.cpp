#include "rules/plan/resumption.hpp"

#include <algorithm>

namespace pkgmap::rules {
namespace {

enum class Way { resume, left, kept };

struct Judgement {
  Way way = Way::resume;
  std::string reason;
};

bool comes_back(const ResumeFacts& facts) {
  return facts.monitored || (facts.ours && facts.blocked.empty());
}

Judgement judge(std::size_t check, const std::vector<ResumeFacts>& facts,
                const CheckSet& prerequisites, const CheckNames& names) {
  if (facts[check].held_by_another) return {Way::left, {}};
  if (!facts[check].blocked.empty()) return {Way::kept, facts[check].blocked};
  for (const std::size_t parent : prerequisites) {
    if (facts[parent].held_by_another) return {Way::left, {}};
    if (!comes_back(facts[parent])) {
      const std::string& name = names[parent];
      return {Way::kept, facts[parent].ours ? "its prerequisite '" + name + "' stays suspended"
                                            : why_prerequisite_off(name)};
    }
  }
  return {Way::resume, {}};
}

}  // namespace

std::string why_prerequisite_off(const std::string& prerequisite) {
  return "its prerequisite '" + prerequisite + "' is off";
}

Resumption plan_resumption(const std::vector<ResumeFacts>& facts, const Dependencies& graph,
                           const CheckNames& names) {
  Resumption plan;
  for (std::size_t check = 0; check < facts.size(); ++check) {
    if (!facts[check].ours || facts[check].monitored) continue;
    const CheckSet prerequisites = graph.up_closure(graph.parents(check));
    Judgement judgement = judge(check, facts, prerequisites, names);
    if (judgement.way == Way::left) {
      plan.left.push_back(check);
    } else if (judgement.way == Way::kept) {
      plan.kept.push_back({check, std::move(judgement.reason)});
    } else {
      const bool waits =
          facts[check].needs_baseline ||
          std::any_of(prerequisites.begin(), prerequisites.end(), [&](std::size_t parent) {
            return facts[parent].needs_baseline && !facts[parent].monitored;
          });
      (waits ? plan.after_reload : plan.first).push_back(check);
    }
  }
  return plan;
}

}  // namespace pkgmap::rules
