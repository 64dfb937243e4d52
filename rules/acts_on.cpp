#include "rules/acts_on.hpp"

#include <algorithm>

namespace pkgmap::rules {
namespace {

bool is_meant(const ActsOnFact& act, const monitrc::Check& check) {
  if (act.group.empty()) return act.all || monitrc::same_name(check.name, act.check);
  return std::any_of(check.groups.begin(), check.groups.end(), [&](const std::string& group) {
    return monitrc::same_name(group, act.group);
  });
}

}  // namespace

std::vector<ActedOn> acted_on(const Facts& facts, const Dependencies& graph, std::size_t number) {
  std::vector<ActedOn> found;
  for (const ActsOnFact& act : facts.checks[number].acts_on) {
    for (std::size_t other = 0; other < graph.size(); ++other) {
      if (other == number || !is_meant(act, *facts.checks[other].check)) continue;
      const bool known = std::any_of(found.begin(), found.end(),
                                     [&](const ActedOn& one) { return one.check == other; });
      if (!known) found.push_back({other, act.of});
    }
  }
  return found;
}

}  // namespace pkgmap::rules
