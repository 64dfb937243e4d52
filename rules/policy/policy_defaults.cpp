#include "rules/policy/policy_defaults.hpp"

#include <chrono>

#include "rules/policy/duration.hpp"

namespace pkgmap::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

template <auto... Values, class Target>
bool choose(std::string_view word, Target& target) {
  return ((word == name_of(Values) ? (target = Values, true) : false) || ...);
}

bool take(std::string_view word, seconds least, seconds most, seconds& target) {
  const auto duration = parse_duration(word);
  if (!duration || *duration < least || *duration > most) return false;
  target = *duration;
  return true;
}

bool take_yes(std::string_view word, bool& target) {
  const bool is_yes = word == "yes" || word == "true";
  if (!is_yes && word != "no" && word != "false") return false;
  target = is_yes;
  return true;
}

std::vector<PolicyDefault> all() {
  return {
      {"evidence",
       "weak, likely, strong or exact",
       {"weak", "likely", "strong", "exact"},
       [](std::string_view word, Policy& policy) {
         return choose<Strength::weak, Strength::likely, Strength::strong, Strength::exact>(
             word, policy.threshold);
       },
       [](const Policy& policy) { return std::string(name_of(policy.threshold)); }},
      // A hook ends a suspend after 40 s; `wait` is a part of them.
      {"wait",
       "from 1s to 30s",
       {},
       [](std::string_view word, Policy& policy) {
         return take(word, seconds(1), seconds(30), policy.wait);
       },
       [](const Policy& policy) { return duration_text(policy.wait); }},
      {"settle",
       "from 0s to 1h",
       {},
       [](std::string_view word, Policy& policy) {
         return take(word, seconds(0), hours(1), policy.settle);
       },
       [](const Policy& policy) { return duration_text(policy.settle); }},
      {"lease",
       "from 1m to 30d",
       {},
       [](std::string_view word, Policy& policy) {
         return take(word, minutes(1), hours(24 * 30), policy.lease);
       },
       [](const Policy& policy) { return duration_text(policy.lease); }},
      {"drift",
       "carry, refuse or accept",
       {"carry", "refuse", "accept"},
       [](std::string_view word, Policy& policy) {
         return choose<OnDrift::carry, OnDrift::refuse, OnDrift::accept>(word, policy.drift);
       },
       [](const Policy& policy) { return std::string(name_of(policy.drift)); }},
      {"require_signature",
       "yes or no",
       {"yes", "no"},
       [](std::string_view word, Policy& policy) {
         return take_yes(word, policy.require_signature);
       },
       [](const Policy& policy) { return std::string(policy.require_signature ? "yes" : "no"); }},
      {"scriptlets",
       "alarm or accept",
       {"alarm", "accept"},
       [](std::string_view word, Policy& policy) {
         return choose<OnScriptlets::alarm, OnScriptlets::accept>(word, policy.scriptlets);
       },
       [](const Policy& policy) { return std::string(name_of(policy.scriptlets)); }},
      {"removed",
       "keep-suspended or resume",
       {"keep-suspended", "resume"},
       [](std::string_view word, Policy& policy) {
         return choose<OnRemoved::keep_suspended, OnRemoved::resume>(word, policy.removed);
       },
       [](const Policy& policy) { return std::string(name_of(policy.removed)); }},
      {"unreachable",
       "none or stop-monit",
       {"none", "stop-monit"},
       [](std::string_view word, Policy& policy) {
         return choose<OnUnreachable::none, OnUnreachable::stop_monit>(word, policy.unreachable);
       },
       [](const Policy& policy) { return std::string(name_of(policy.unreachable)); }},
      {"unread",
       "tell or reload",
       {"tell", "reload"},
       [](std::string_view word, Policy& policy) {
         return choose<OnUnread::tell, OnUnread::reload>(word, policy.unread);
       },
       [](const Policy& policy) { return std::string(name_of(policy.unread)); }},
      {"unknown_peer",
       "refuse or trust",
       {"refuse", "trust"},
       [](std::string_view word, Policy& policy) {
         return choose<OnUnknownPeer::refuse, OnUnknownPeer::trust>(word, policy.unknown_peer);
       },
       [](const Policy& policy) { return std::string(name_of(policy.unknown_peer)); }},
      {"on_error",
       "continue or abort",
       {"continue", "abort"},
       [](std::string_view word, Policy& policy) {
         return choose<OnError::go_on, OnError::abort>(word, policy.on_error);
       },
       [](const Policy& policy) { return std::string(name_of(policy.on_error)); }},
  };
}

}  // namespace

const std::vector<PolicyDefault>& policy_defaults() {
  static const std::vector<PolicyDefault> defaults = all();
  return defaults;
}

}  // namespace pkgmap::rules
