#include "rules/policy/policy.hpp"

#include <algorithm>
#include <array>

#include "parsers/source/names.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array<Named<OnDrift>, 3> kOnDriftNames = {{
    {OnDrift::carry, "carry"},
    {OnDrift::refuse, "refuse"},
    {OnDrift::accept, "accept"},
}};

constexpr std::array<Named<OnScriptlets>, 2> kOnScriptletsNames = {{
    {OnScriptlets::alarm, "alarm"},
    {OnScriptlets::accept, "accept"},
}};

constexpr std::array<Named<OnRemoved>, 2> kOnRemovedNames = {{
    {OnRemoved::resume, "resume"},
    {OnRemoved::keep_suspended, "keep-suspended"},
}};

constexpr std::array<Named<OnUnreachable>, 2> kOnUnreachableNames = {{
    {OnUnreachable::stop_monit, "stop-monit"},
    {OnUnreachable::none, "none"},
}};

constexpr std::array<Named<OnError>, 2> kOnErrorNames = {{
    {OnError::abort, "abort"},
    {OnError::go_on, "continue"},
}};

constexpr std::array<Named<RuleVerdict>, 2> kRuleVerdictNames = {{
    {RuleVerdict::suspend, "suspend"},
    {RuleVerdict::keep, "keep"},
}};

bool one_matches(const std::vector<Pattern>& patterns, const std::string& name) {
  if (patterns.empty()) return true;
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& pattern) { return pattern.matches(name); });
}

}  // namespace

bool PolicyRule::speaks_of_check(const std::string& check) const {
  return one_matches(checks, check);
}

bool PolicyRule::speaks_of_package(const std::string& package) const {
  return one_matches(packages, package);
}

std::string PolicyRule::place() const {
  return file + ":" + std::to_string(line);
}

std::string PolicyRule::title() const {
  return name.empty() ? "the rule of " + place() : "the rule '" + name + "'";
}

const char* name_of(OnDrift drift) {
  return name_in(kOnDriftNames, drift);
}

const char* name_of(OnScriptlets scriptlets) {
  return name_in(kOnScriptletsNames, scriptlets);
}

const char* name_of(OnRemoved removed) {
  return name_in(kOnRemovedNames, removed);
}

const char* name_of(OnUnreachable unreachable) {
  return name_in(kOnUnreachableNames, unreachable);
}

const char* name_of(OnUnread unread) {
  return unread == OnUnread::reload ? "reload" : "tell";
}

const char* name_of(OnUnknownPeer unknown_peer) {
  return unknown_peer == OnUnknownPeer::trust ? "trust" : "refuse";
}

const char* name_of(OnError on_error) {
  return name_in(kOnErrorNames, on_error);
}

const char* name_of(RuleVerdict verdict) {
  return name_in(kRuleVerdictNames, verdict);
}

}  // namespace pkgmap::rules
