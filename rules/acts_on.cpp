#include "rules/acts_on.hpp"

#include <algorithm>

#include "parsers/source/contains.hpp"

namespace pkgmap::rules {
namespace {

bool is_meant(const ActsOnFact& act, const monitrc::Check& check) {
  const bool in_group = act.group.empty() || contains(check.groups, act.group);
  return in_group && (act.all || monitrc::same_name(check.name, act.check));
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
