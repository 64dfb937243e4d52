#include "rules/predict/next_choice.hpp"

#include <utility>

namespace pkgmap::rules {

NextChoice next_choice(const alternatives::LinkGroup& group, std::size_t present,
                       const std::vector<bool>& there, AlternativesTool tool) {
  const std::string& family = group.candidates[present].family;
  // chkconfig stays in the family of the present candidate, if it can.
  const auto rank = [&](std::size_t number) {
    const alternatives::Candidate& candidate = group.candidates[number];
    return std::pair(!family.empty() && candidate.family == family, candidate.priority);
  };
  NextChoice next;
  for (std::size_t i = 0; i < group.candidates.size(); ++i) {
    if (i == present || !there[i]) continue;
    if (!next.candidate || rank(i) > rank(*next.candidate)) {
      next = {i, true};
    } else if (tool == AlternativesTool::chkconfig && rank(i) == rank(*next.candidate)) {
      next.certain = false;
    }
  }
  return next;
}

}  // namespace pkgmap::rules
