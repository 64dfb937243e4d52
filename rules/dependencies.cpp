#include "rules/dependencies.hpp"

#include <algorithm>

#include "parsers/source/ascii.hpp"

namespace pkgmap::rules {
namespace {

std::vector<const monitrc::Check*> pointers(const std::vector<monitrc::Check>& checks) {
  std::vector<const monitrc::Check*> result;
  result.reserve(checks.size());
  for (const monitrc::Check& check : checks) result.push_back(&check);
  return result;
}

}  // namespace

Dependencies::Dependencies(const std::vector<monitrc::Check>& checks)
    : Dependencies(pointers(checks)) {
}

Dependencies::Dependencies(const std::vector<const monitrc::Check*>& checks)
    : parents_(checks.size()), children_(checks.size()) {
  numbers_.reserve(checks.size());
  for (std::size_t i = 0; i < checks.size(); ++i) numbers_.emplace(lower(checks[i]->name), i);
  for (std::size_t i = 0; i < checks.size(); ++i) {
    for (const std::string& name : checks[i]->depends_on) {
      const std::size_t parent = find(name);
      if (parent == size() || parent == i) continue;
      parents_[i].push_back(parent);
      children_[parent].push_back(i);
    }
  }
}

std::size_t Dependencies::find(const std::string& name) const {
  const auto found = numbers_.find(lower(name));
  return found == numbers_.end() ? size() : found->second;
}

CheckSet Dependencies::closure(const CheckSet& checks, const Edges& edges) const {
  if (checks.empty()) return {};
  std::vector<bool> seen(size(), false);
  CheckSet waiting = checks;
  CheckSet result;
  while (!waiting.empty()) {
    const std::size_t check = waiting.back();
    waiting.pop_back();
    if (seen[check]) continue;
    seen[check] = true;
    result.push_back(check);
    waiting.insert(waiting.end(), edges[check].begin(), edges[check].end());
  }
  std::sort(result.begin(), result.end());
  return result;
}

CheckSet Dependencies::outermost(const CheckSet& checks, const Edges& edges) const {
  CheckSet result;
  for (const std::size_t check : checks) {
    const CheckSet beyond = closure(edges[check], edges);
    // In a cycle each check depends on every other one. monit refuses such a file; the result then
    // names every check of the cycle.
    const bool covered = std::any_of(beyond.begin(), beyond.end(), [&](std::size_t other) {
      if (!std::binary_search(checks.begin(), checks.end(), other)) return false;
      const CheckSet back = closure(edges[other], edges);
      return !std::binary_search(back.begin(), back.end(), check);
    });
    if (!covered) result.push_back(check);
  }
  return result;
}

}  // namespace pkgmap::rules
