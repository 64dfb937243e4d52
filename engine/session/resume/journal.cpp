#include <algorithm>

#include "engine/journal/history.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/first_answer.hpp"
#include "engine/session/acts/removed.hpp"
#include "engine/session/acts/stale.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

constexpr const char* kUndefined = "no control file defines it any more";

void forget(SessionRecord& record, const CheckNames& names) {
  std::erase_if(record.checks,
                [&](const SuspendedCheck& check) { return names_check(names, check.name); });
}

// Removes the checks that are monitored now from dead sessions and from leftover checks.
void forget_elsewhere(ResumeRun& run, const CheckNames& names) {
  for (SessionRecord& other : run.others) {
    const std::size_t before = other.checks.size();
    if (under_way(other, run.host)) continue;
    forget(other, names);
    if (other.checks.size() == before) continue;
    // A session that still has to name unrelated checks does not end.
    const bool over = other.checks.empty() && other.unrelated.empty();
    remember(run, over ? end_taken_over(run.journal, other, run.host) : run.journal.save(other));
  }
}

bool stands_in_the_way(const SessionRecord& other, const SuspendedCheck& mine) {
  return other.find(mine.name) != nullptr ||
         std::any_of(mine.prerequisites.begin(), mine.prerequisites.end(),
                     [&](const std::string& name) { return other.find(name) != nullptr; });
}

// The newest session under way that holds the check or one of its prerequisites; else the newest
// one under way. Returns null if no other session is under way.
SessionRecord* heir_of(ResumeRun& run, const SuspendedCheck& mine) {
  SessionRecord* heir = nullptr;
  for (SessionRecord& other : run.others) {
    if (!under_way(other, run.host)) continue;
    if (!heir || stands_in_the_way(other, mine) || !stands_in_the_way(*heir, mine)) heir = &other;
  }
  return heir;
}

// Returns false if the heir has the check already and knows all about it. A session that monit has
// not answered yet does not know that the check was on before.
bool hand_over(const SuspendedCheck& mine, const SessionRecord& from, SessionRecord& heir) {
  for (SuspendedCheck& theirs : heir.checks) {
    if (!same_name(theirs.name, mine.name)) continue;
    if (!heir.unasked || theirs.off_usec != 0 || theirs.went_off_again) return false;
    theirs.off_usec = off_since(mine, from);
    theirs.went_off_again = mine.went_off_again;
    theirs.kept_reason = mine.went_off_again ? mine.kept_reason : "";
    return true;
  }
  heir.checks.push_back(mine);
  return true;
}

// Starts a guard if the session has none that lives. The caller holds the lock.
Done see_to_a_guard(const ResumeRun& run, const SessionRecord& record) {
  if (guard_alive(record, run.host)) return done();
  return start_guard_for(run.settings, run.journal, record, run.host);
}

const std::string* reason_for(const std::vector<NotResumed>& kept, const std::string& name) {
  for (const NotResumed& check : kept) {
    if (same_name(check.name, name)) return &check.reason;
  }
  return nullptr;
}

double unwatched_seconds(const SuspendedCheck& check, std::int64_t now_usec) {
  if (check.off_usec == 0) return 0;
  constexpr double kMicro = 1e-6;
  return static_cast<double>(std::max<std::int64_t>(now_usec - check.off_usec, 0)) * kMicro;
}

void leave_off(ResumeRun& run, const CheckNames& names) {
  for (const std::string& name : names) {
    if (!run.record.find(name)) continue;
    note_lost(run, name, "it was to stay off");
    forget(run.record, {name});
  }
}

// Adds a line about the session to the history; the last line about a session counts.
void tell_history(ResumeRun& run) {
  remember(run, add_to_history(run.journal.store(), run.record, run.host.wall_usec() / kSecond));
}

bool is_removed(const ResumeRun& run, const SuspendedCheck& mine) {
  return pkgmap::is_removed(mine, run.record, run.parsed, run.database.get());
}

// Another process resumes every check of the session.
void leave_all(ResumeRun& run) {
  run.outcome.finished = false;
  for (const SuspendedCheck& check : run.record.checks) run.outcome.pending.push_back(check.name);
}

// Why monit cannot resume the check. Returns an empty string if monit and a control file have it.
std::string why_out_of_reach(const ResumeRun& run, const std::string& name) {
  if (!names_check(names_of(run.checks), name)) return kUndefined;
  return run.status.find(name) ? "" : "monit no longer has it";
}

}  // namespace

void remember(ResumeRun& run, const Done& saved) {
  if (!saved && !run.outcome.trouble) run.outcome.trouble = saved.error();
}

void note_lost(ResumeRun& run, const std::string& name, const char* reason) {
  for (SessionResults* results : run.results()) results->lost.push_back({name, reason});
}

void note_resumed(ResumeRun& run, const CheckNames& names) {
  if (names.empty()) return;
  const std::int64_t now = run.host.wall_usec();
  for (const std::string& name : names) {
    const SuspendedCheck* mine = run.record.find(name);
    const ResumedCheck back{name, mine ? unwatched_seconds(*mine, now) : 0, now};
    run.outcome.results.resumed.push_back(back);
    if (mine) run.record.results.resumed.push_back(back);
  }
  forget(run.record, names);
  // A monit that was started anew has looked at every check, so no recheck is needed.
  run.record.unverified = !run.record.stopped;
  remember(run, run.journal.save(run.record));
  forget_elsewhere(run, names);
}

void note_off_again(ResumeRun& run, const CheckNames& names) {
  for (SuspendedCheck& mine : run.record.checks) {
    if (!names_check(names, mine.name)) continue;
    mine.went_off_again = true;
    mine.kept_reason = kOffAgain;
    run.off_again.push_back(mine.name);
  }
  if (!names.empty()) remember(run, run.journal.save(run.record));
}

void drop_what_is_settled(ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const CheckNames& names) {
  CheckNames monitored;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].ours && facts[i].monitored) monitored.push_back(names[i]);
  }
  CheckNames gone;
  for (const SuspendedCheck& mine : run.record.checks) {
    if (names_check(names, mine.name)) continue;
    const status::Service* service = run.status.find(mine.name);
    if (service && service->settled_on()) monitored.push_back(mine.name);
    if (!service) gone.push_back(mine.name);
  }
  for (const std::string& name : gone) {
    if (is_removed(run, *run.record.find(name))) {
      run.outcome.removed.push_back({name});
      note_lost(run, name, kRemoved);
    } else {
      run.outcome.kept.push_back({name, kUndefined});
      note_lost(run, name, kUndefined);
    }
  }
  forget(run.record, gone);
  note_resumed(run, monitored);
}

void leave_to_others(ResumeRun& run, const rules::CheckSet& left, const CheckNames& names) {
  CheckNames given;
  for (const std::size_t check : left) {
    const SuspendedCheck* mine = run.record.find(names[check]);
    SessionRecord* heir = mine ? heir_of(run, *mine) : nullptr;
    if (!heir) continue;
    if (hand_over(*mine, run.record, *heir)) {
      const Done saved = run.journal.save(*heir);
      remember(run, saved);
      if (!saved) continue;
    }
    const Done guarded = see_to_a_guard(run, *heir);
    remember(run, guarded);
    // A guard that has just begun has signed: the journal now returns the record with its pid.
    if (auto fresh = run.journal.load(heir->id); guarded && fresh) *heir = std::move(*fresh);
    given.push_back(mine->name);
  }
  if (given.empty()) return;
  run.outcome.pending.insert(run.outcome.pending.end(), given.begin(), given.end());
  forget(run.record, given);
  remember(run, run.journal.save(run.record));
}

void close_session(ResumeRun& run, const std::vector<NotResumed>& kept) {
  for (const NotResumed& check : kept) run.outcome.kept.push_back(check);
  if (run.record.checks.empty()) {
    tell_history(run);
    remember(run, run.journal.end(run.record));
    return;
  }
  const bool told_already =
      run.record.state == SessionState::kept && run.outcome.results.resumed.empty();
  run.record.state = SessionState::kept;
  for (SuspendedCheck& mine : run.record.checks) {
    mine.removed = is_removed(run, mine);
    if (mine.removed) {
      mine.kept_reason = kRemoved;
      run.outcome.removed.push_back({mine.name, true});
    } else if (const std::string* reason = reason_for(kept, mine.name)) {
      mine.kept_reason = *reason;
    } else if (mine.went_off_again && names_check(run.off_again, mine.name)) {
      run.outcome.kept.push_back({mine.name, mine.kept_reason});
    } else if (const std::string* off = reason_for(run.prerequisite_off, mine.name)) {
      mine.kept_reason = *off;
      run.outcome.kept.push_back({mine.name, *off});
    } else if (const std::string why = why_out_of_reach(run, mine.name); !why.empty()) {
      mine.kept_reason = why;
      run.outcome.kept.push_back({mine.name, why});
    } else {
      // The session that held the check has ended just now.
      run.outcome.finished = false;
      run.outcome.pending.push_back(mine.name);
      run.record.state = SessionState::transaction_ended;
    }
  }
  remember(run, run.journal.save(run.record));
  if (run.record.state == SessionState::kept && !told_already) tell_history(run);
}

Result<bool> begin_resuming(ResumeRun& run, const ResumeRequest& request) {
  end_late_processes_of({run.record}, run.host);
  const auto locked = lock(run.host, run.journal);
  if (!locked) return locked.error();
  const auto going_on = read_again(run);
  if (!going_on || !*going_on) return going_on;
  std::vector<std::string>& hooks = run.record.hooks;
  if (!request.hook.empty()) std::erase(hooks, request.hook);
  const bool others = !request.hook.empty() && !hooks.empty();
  if (others) {
    run.outcome.left_to_hooks = true;
    leave_all(run);
  } else {
    move_to_this_boot(run.record, run.host);
    run.record.resumer_pid = run.host.own_pid();
    run.record.resumer_start_time = run.host.start_time(run.record.resumer_pid).value_or(0);
    if (run.record.over_usec == 0) run.record.over_usec = run.host.wall_usec();
    leave_off(run, request.except);
  }
  remember(run, run.journal.save(run.record));
  return !others;
}

Error vanished(const Journal& journal, const std::string& session) {
  return Error{
      ErrorCode::failed,
      "session " + session + " is gone from " + journal.store().path() + " though it has not ended",
      "somebody removed or hid the file, and no guard has written it again: 'monit "
      "summary' shows which checks are off"};
}

Result<bool> read_again(ResumeRun& run) {
  if (!run.journal.has(run.record.id)) {
    if (run.journal.is_over(run.record.id)) return false;
    // The suspend has gone on since this record was read: it may have switched off the checks.
    if (never_began(run.record)) return vanished(run.journal, run.record.id);
    remember(run, run.journal.save(run.record));
    return true;
  }
  auto record = run.journal.load(run.record.id);
  if (!record) return record.error();
  run.record = std::move(*record);
  return true;
}

void write_before_wait(ResumeRun& run) {
  const Done saved = run.journal.save(run.record);
  run.unwritten = !saved;
  remember(run, saved);
}

bool read_after_wait(ResumeRun& run) {
  if (run.unwritten) {
    run.over = run.journal.is_over(run.record.id);
    if (const auto on_disk = run.journal.load(run.record.id)) {
      run.record.resumer_pid = on_disk->resumer_pid;
      run.record.resumer_start_time = on_disk->resumer_start_time;
    }
  } else if (const auto going_on = read_again(run)) {
    run.over = !*going_on;
  }
  run.over = run.over || !is_ours_to_resume(run);
  if (run.over) return false;
  // If they cannot be read, those that were read before must do.
  static_cast<void>(read_others(run));
  return true;
}

Result<bool> pause(ResumeRun& run, Turn& turn, const std::function<void()>& wait) {
  write_before_wait(run);
  if (auto paused = turn.pause(wait); !paused) return paused.error();
  return read_after_wait(run);
}

Done read_others(ResumeRun& run) {
  auto all = run.journal.all();
  if (!all) return all.error();
  std::erase_if(all->sessions,
                [&](const SessionRecord& other) { return other.id == run.record.id; });
  run.others = sessions_of(std::move(all->sessions), run.record.control_file);
  return done();
}

bool is_ours_to_resume(ResumeRun& run) {
  const bool ours =
      run.record.resumer_pid == run.host.own_pid() && run.record.boot_id == run.host.boot();
  if (ours || !resumer_alive(run.record, run.host)) return true;
  leave_all(run);
  return false;
}

bool leave_without_lock(ResumeRun& run) {
  const Done marked = run.journal.mark_transaction_ended(run.record.id);
  if (!marked || !guard_alive(run.record, run.host)) return false;
  leave_all(run);
  return true;
}

Done leave_to_guard(ResumeRun& run) {
  const auto locked = lock(run.host, run.journal);
  if (!locked) return leave_without_lock(run) ? done() : Done(locked.error());
  const auto going_on = read_again(run);
  if (!going_on) return going_on.error();
  if (!*going_on) return done();
  leave_all(run);
  run.record.state = SessionState::transaction_ended;
  if (auto saved = run.journal.save(run.record); !saved) return saved;
  return see_to_a_guard(run, run.record);
}

}  // namespace pkgmap
