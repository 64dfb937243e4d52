#include "engine/session/guard/recover.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/facts/what_parses.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/session/acts/removed.hpp"
#include "engine/session/acts/stale.hpp"
#include "engine/session/acts/taken_back.hpp"
#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/leftovers.hpp"
#include "engine/session/guard/recheck.hpp"
#include "engine/session/host/session_settings.hpp"

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

void name_lost_guards(const Settings& settings, Host& host, std::vector<Recovered>& recovered) {
  for (const RunningGuard& guard : lost_guards(settings, host)) {
    SessionRecord record;
    record.id = guard.session;
    record.guard_pid = guard.pid;
    recovered.push_back({std::move(record), lost_guard_error(guard), true});
  }
}

std::vector<std::string> substituted_paths(const Settings& settings, Host& host) {
  std::vector<std::string> paths;
  const auto substitutes = host.substitutes(settings);
  if (!substitutes) return paths;
  for (const rules::SubstituteCheck& one : *substitutes) paths.push_back(one.path);
  return paths;
}

std::vector<SessionRecord> with_late_guards(const Journal& journal,
                                            const std::vector<Overdue>& overdue, Host& host) {
  std::vector<SessionRecord> late;
  for (const Overdue& one : overdue) {
    auto record = journal.load(one.session);
    if (one.guard_is_late && record && !guard_alive(*record, host)) {
      late.push_back(std::move(*record));
    }
  }
  return late;
}

// Gives a session whose guard is late, but whose package manager lives, another guard.
void replace_late_guards(const Settings& settings, const std::vector<Overdue>& overdue,
                         Host& host) {
  const bool any = std::any_of(overdue.begin(), overdue.end(),
                               [](const Overdue& one) { return one.guard_is_late; });
  if (!any) return;
  const auto journal = host.open_journal(settings);
  if (!journal) return;
  end_late_processes_of(with_late_guards(*journal, overdue, host), host);
  const auto locked = lock(host, *journal);
  if (!locked) return;
  for (const SessionRecord& record : with_late_guards(*journal, overdue, host)) {
    settings.tell("session " + record.id + " has a guard that is late: starting another one");
    static_cast<void>(start_guard_for(settings, *journal, record, host));
  }
}

// Returns the mistake of the control file; keeps a reading without mistakes for later.
std::optional<Error> look_at_control_file(const Settings& settings, Host& host) {
  const auto parsed = host.read_control_file(settings);
  if (!parsed) return std::nullopt;
  if (auto mistake = mistake_in(*parsed)) return mistake;
  if (!host.has_state(settings)) return std::nullopt;
  if (const auto journal = host.open_journal(settings)) {
    static_cast<void>(write_last_reading(journal->store(), parsed->control_file));
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<Recovered>> recover(const Settings& settings, Host& host) {
  give_back_leftovers(settings, host);
  const auto found = host.sessions(settings);
  if (!found) return found.error();
  std::vector<Recovered> recovered;
  name_lost_guards(settings, host, recovered);
  for (const Error& error : found->damaged) {
    SessionRecord nobody;
    nobody.manager = kUnreadable;
    recovered.push_back({nobody, error});
  }
  if (!anything_left(*found)) {
    recover_files(settings, host, recovered);
    return recovered;
  }
  const auto dead = dead_sessions(found->sessions, host);
  for (const SessionRecord& record : dead) {
    settings.tell("session " + record.id + " was left behind");
    auto outcome = resume(settings, {record.id, Caller::after_death}, host);
    recovered.push_back({record, std::move(outcome)});
  }
  recheck_what_is_due(settings, host);
  // A second try right after the first one would give the same result.
  if (dead.empty()) static_cast<void>(retry_leftovers(settings, host));
  recover_files(settings, host, recovered);
  return recovered;
}

Result<std::vector<Recovered>> recover_all(const Settings& settings, Host& host) {
  const auto found = host.sessions(settings);
  if (!found) return found.error();
  std::vector<Recovered> resumed;
  for (const SessionRecord& record : found->sessions) {
    if (record.pid != 0 || record.state == SessionState::kept) continue;
    settings.tell("session " + record.id + " has no package manager");
    auto outcome = resume(settings, {record.id, Caller::person, {}, {}}, host);
    resumed.push_back({record, std::move(outcome)});
  }
  auto recovered = recover(settings, host);
  if (!recovered) return recovered;
  std::move(recovered->begin(), recovered->end(), std::back_inserter(resumed));
  return resumed;
}

Result<Stale> hand_over_to_guards(const Settings& settings, Host& host) {
  give_back_leftovers(settings, host);
  const auto found = host.sessions(settings);
  if (!found) return found.error();
  Stale stale;
  stale.damaged = found->damaged;
  for (const SessionRecord& record : dead_sessions(found->sessions, host)) {
    stale.handed_over.push_back(record.id);
  }
  for (const SessionRecord& record : found->sessions) {
    if (record.state != SessionState::kept) continue;
    const auto parsed = host.read_control_file(settings_of(settings, record));
    for (const SuspendedCheck& check : record.checks) {
      if (!parsed || !is_still_removed(check, *parsed)) stale.kept.push_back(check.name);
    }
  }
  stale.drifted = substituted_paths(settings, host);
  stale.lost = lost_guards(settings, host);
  stale.overdue = overdue_sessions(settings, found->sessions, host);
  guard_dead_sessions(settings, host);
  replace_late_guards(settings, stale.overdue, host);
  if (const auto recovery = begin_file_recovery(settings, Looking::if_due, host); recovery) {
    if (!recovery->drifted.empty()) stale.drifted = recovery->drifted;
    if (recovery->session) {
      settings.tell("starting a guard for an alarm that begins or ends");
      static_cast<void>(host.start_guard(settings, *recovery->session));
    }
  }
  if (anything_left(*found)) recheck_what_is_due(settings, host);
  stale.mistake = look_at_control_file(settings, host);
  // monit calls with few settings, so perhaps the package database cannot be found.
  if (auto bypassed = note_packages(settings, Telling::goes_on, host)) {
    stale.bypassed = std::move(*bypassed);
  }
  return stale;
}

}  // namespace pkgmap
