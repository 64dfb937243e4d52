#include "rules/policy/policy.hpp"

#include <algorithm>

namespace pkgmap::rules {
namespace {

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
  switch (drift) {
    case OnDrift::carry:
      return "carry";
    case OnDrift::refuse:
      return "refuse";
    case OnDrift::accept:
      return "accept";
  }
  return "refuse";
}

const char* name_of(OnRemoved removed) {
  return removed == OnRemoved::resume ? "resume" : "keep-suspended";
}

const char* name_of(OnUnreachable unreachable) {
  return unreachable == OnUnreachable::stop_monit ? "stop-monit" : "none";
}

const char* name_of(OnUnknownPeer unknown_peer) {
  return unknown_peer == OnUnknownPeer::trust ? "trust" : "refuse";
}

const char* name_of(OnError on_error) {
  return on_error == OnError::abort ? "abort" : "continue";
}

const char* name_of(RuleVerdict verdict) {
  return verdict == RuleVerdict::suspend ? "suspend" : "keep";
}

}  // namespace pkgmap::rules
