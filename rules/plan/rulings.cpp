#include "rules/plan/rulings.hpp"

#include <algorithm>

namespace pkgmap::rules {

Rulings::Rulings(const Facts& facts, const Policy& policy, const Dependencies& graph)
    : facts_(facts), policy_(policy), graph_(graph) {
  if (policy_.rules.empty()) return;
  for (const PackageFacts& package : facts_.packages) {
    const std::string& name = package.nevra.name;
    packages_.push_back(number_of(name));
    if (packages_.back() == names_.size()) names_.push_back(name);
  }
  for (const PolicyRule& rule : policy_.rules) {
    std::vector<bool>& matched = speaks_of_.emplace_back();
    for (const std::string& name : names_) matched.push_back(rule.speaks_of_package(name));
  }
  rules_of_checks_.resize(facts_.checks.size());
}

std::size_t Rulings::number_of(const std::string& package) const {
  const auto found = std::find(names_.begin(), names_.end(), package);
  return static_cast<std::size_t>(found - names_.begin());
}

const std::vector<bool>& Rulings::rules_of_check(std::size_t check) {
  std::vector<bool>& matched = rules_of_checks_[check];
  if (matched.empty()) {
    for (const PolicyRule& rule : policy_.rules) {
      matched.push_back(rule.speaks_of_check(facts_.checks[check].check->name));
    }
  }
  return matched;
}

const PolicyRule* Rulings::decides(std::size_t check, std::size_t package) {
  const std::vector<bool>& matched = rules_of_check(check);
  for (std::size_t rule = 0; rule < policy_.rules.size(); ++rule) {
    if (matched[rule] && speaks_of_[rule][package]) return &policy_.rules[rule];
  }
  return nullptr;
}

// monit's cascade does not change a check that is off, or that monit does not know.
bool Rulings::cascade_reaches(std::size_t check) const {
  const Monitoring state = facts_.checks[check].state;
  return state != Monitoring::off && state != Monitoring::unread;
}

// Whether any rule may suspend the check. False for most checks; apply() then need not look at each
// package.
bool Rulings::may_be_suspended(std::size_t check) {
  const std::vector<bool>& matched = rules_of_check(check);
  for (std::size_t rule = 0; rule < policy_.rules.size(); ++rule) {
    if (matched[rule] && policy_.rules[rule].verdict == RuleVerdict::suspend) return true;
  }
  return false;
}

Rulings::Keeper Rulings::keeper_of(std::size_t check, std::size_t package) {
  const auto keeps = [&](std::size_t other) -> const PolicyRule* {
    const PolicyRule* rule = decides(other, package);
    return rule != nullptr && rule->verdict == RuleVerdict::keep ? rule : nullptr;
  };
  if (const PolicyRule* own = keeps(check)) return {own, check};
  for (const std::size_t dependent : graph_.down_closure({check})) {
    if (dependent == check || !cascade_reaches(dependent)) continue;
    if (const PolicyRule* rule = keeps(dependent)) return {rule, dependent};
  }
  return {};
}

std::string Rulings::apply(std::size_t check, std::vector<Evidence>& evidence) {
  if (policy_.rules.empty()) return {};
  const std::size_t packages = may_be_suspended(check) ? facts_.packages.size() : 0;
  for (std::size_t i = 0; i < packages; ++i) {
    const PackageFacts& package = facts_.packages[i];
    const PolicyRule* rule = decides(check, packages_[i]);
    if (rule == nullptr || rule->verdict != RuleVerdict::suspend) continue;
    evidence.push_back({EvidenceKind::policy, Strength::exact, package.nevra,
                        rule->title() + " suspends it", "see " + rule->place()});
  }
  std::string reason;
  for (Evidence& found : evidence) {
    const Keeper keeper = keeper_of(check, number_of(found.package.name));
    if (keeper.rule == nullptr) continue;
    found.overruled = true;
    if (found.strength < policy_.threshold || !reason.empty()) continue;
    const bool own = keeper.check == check;
    reason = keeper.rule->title() + " keeps " +
             (own ? "it"
                  : "'" + facts_.checks[keeper.check].check->name +
                        "', which depends on it, and which monit's cascade would unmonitor, too");
  }
  return reason;
}

std::vector<RuleTrace> trace_rules(const Policy& policy, const std::string& check,
                                   const std::string& package) {
  std::vector<RuleTrace> trace;
  bool decided = false;
  for (const PolicyRule& rule : policy.rules) {
    RuleTrace entry{&rule, rule.speaks_of_check(check), rule.speaks_of_package(package), false};
    entry.decides = !decided && entry.speaks_of_check && entry.speaks_of_package;
    decided = decided || entry.decides;
    trace.push_back(entry);
  }
  return trace;
}

}  // namespace pkgmap::rules
