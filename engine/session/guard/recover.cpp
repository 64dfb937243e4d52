#include "engine/session/guard/recover.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/stale.hpp"
#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/leftovers.hpp"
#include "engine/session/guard/recheck.hpp"

namespace pkgmap {
namespace {

bool anything_left(const Journal::Sessions& found) {
  return !found.sessions.empty() || !found.rechecks.empty();
}

void recover_files(const Settings& settings, Host& host, std::vector<Recovered>& recovered) {
  const auto recovery = begin_file_recovery(settings, Looking::anyway, host);
  if (!recovery) {
    SessionRecord nobody;
    nobody.manager = kFileRecovery;
    recovered.push_back({nobody, recovery.error()});
    return;
  }
  if (!recovery->session) return;
  settings.tell("an alarm about a file begins or ends");
  auto outcome = resume(settings, {recovery->session->id, Caller::after_death}, host);
  recovered.push_back({*recovery->session, std::move(outcome)});
}

std::vector<std::string> substituted_paths(const Settings& settings, Host& host) {
  std::vector<std::string> paths;
  const auto substitutes = host.substitutes(settings);
  if (!substitutes) return paths;
  for (const rules::SubstituteCheck& one : *substitutes) paths.push_back(one.path);
  return paths;
}

}  // namespace

Result<std::vector<Recovered>> recover(const Settings& settings, Host& host) {
  const auto found = host.sessions(settings);
  if (!found) return found.error();
  std::vector<Recovered> recovered;
  if (!anything_left(*found)) {
    recover_files(settings, host, recovered);
    return recovered;
  }
  for (const SessionRecord& record : dead_sessions(found->sessions, host)) {
    settings.tell("session " + record.id + " was left behind");
    auto outcome = resume(settings, {record.id, Caller::after_death}, host);
    recovered.push_back({record, std::move(outcome)});
  }
  recheck_what_is_due(settings, host);
  // A second try right after the first one would give the same result.
  if (recovered.empty()) static_cast<void>(retry_leftovers(settings, host));
  recover_files(settings, host, recovered);
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
    if (record.state != SessionState::kept) continue;
    for (const SuspendedCheck& check : record.checks) stale.kept.push_back(check.name);
  }
  stale.adrift = substituted_paths(settings, host);
  guard_dead_sessions(settings, host);
  if (const auto recovery = begin_file_recovery(settings, Looking::if_due, host); recovery) {
    if (!recovery->adrift.empty()) stale.adrift = recovery->adrift;
    if (recovery->session) {
      settings.tell("starting a guard for an alarm that begins or ends");
      static_cast<void>(host.start_guard(settings, *recovery->session));
    }
  }
  if (anything_left(*found)) recheck_what_is_due(settings, host);
  // monit calls with few settings, so perhaps the package database cannot be found.
  if (auto bypassed = note_packages(settings, Telling::goes_on, host)) {
    stale.bypassed = std::move(*bypassed);
  }
  return stale;
}

}  // namespace pkgmap
