#include "engine/session/guard/recover.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/stale.hpp"
#include "engine/session/guard/heal.hpp"
#include "engine/session/guard/ledger.hpp"
#include "engine/session/guard/proof.hpp"

namespace pkgmap {
namespace {

bool anything_left(const Journal::Sessions& found) {
  return !found.sessions.empty() || !found.proofs.empty();
}

void heal(const Settings& settings, Host& host, std::vector<Recovered>& recovered) {
  const auto healing = begin_healing(settings, Looking::anyway, host);
  if (!healing) {
    SessionRecord nobody;
    nobody.manager = kHealer;
    recovered.push_back({nobody, healing.error()});
    return;
  }
  if (!healing->session) return;
  settings.tell("an alarm about a file begins or ends");
  auto outcome = resume(settings, {healing->session->id, Caller::after_death}, host);
  recovered.push_back({*healing->session, std::move(outcome)});
}

std::vector<std::string> carried_paths(const Settings& settings, Host& host) {
  std::vector<std::string> paths;
  const auto carried = host.carried(settings);
  if (!carried) return paths;
  for (const rules::CarriedDrift& one : *carried) paths.push_back(one.path);
  return paths;
}

}  // namespace

Result<std::vector<Recovered>> recover(const Settings& settings, Host& host) {
  const auto found = host.sessions(settings);
  if (!found) return found.error();
  std::vector<Recovered> recovered;
  if (!anything_left(*found)) {
    heal(settings, host, recovered);
    return recovered;
  }
  for (const SessionRecord& record : dead_sessions(found->sessions, host)) {
    settings.tell("session " + record.id + " was left behind");
    auto outcome = resume(settings, {record.id, Caller::after_death}, host);
    recovered.push_back({record, std::move(outcome)});
  }
  prove_what_is_due(settings, host);
  // What was not resumed just now is no better a moment later.
  if (recovered.empty()) static_cast<void>(retry_ledger(settings, host));
  heal(settings, host, recovered);
  return recovered;
}

Result<Stale> hand_over_to_guards(const Settings& settings, Host& host) {
  const auto found = host.sessions(settings);
  if (!found) return found.error();
  Stale stale;
  stale.damaged = found->damaged;
  for (const SessionRecord& record : dead_sessions(found->sessions, host)) {
    stale.handed_over.push_back(record.id);
  }
  for (const SessionRecord& record : found->sessions) {
    if (record.phase != Phase::kept) continue;
    for (const SuspendedCheck& check : record.checks) stale.kept.push_back(check.name);
  }
  stale.adrift = carried_paths(settings, host);
  guard_dead_sessions(settings, host);
  if (const auto healing = begin_healing(settings, Looking::if_due, host); healing) {
    if (!healing->adrift.empty()) stale.adrift = healing->adrift;
    if (healing->session) {
      settings.tell("starting a guard for an alarm that begins or ends");
      static_cast<void>(host.start_guard(settings, *healing->session));
    }
  }
  if (anything_left(*found)) prove_what_is_due(settings, host);
  return stale;
}

}  // namespace pkgmap
