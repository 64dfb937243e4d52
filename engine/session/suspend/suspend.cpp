#include "engine/session/suspend/suspend.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/transaction_system.hpp"
#include "engine/session/acts/announce.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/first_answer.hpp"
#include "engine/session/acts/heard.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/acts/stale.hpp"
#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/begin.hpp"
#include "engine/session/suspend/contents.hpp"
#include "engine/session/suspend/stop_monit.hpp"
#include "engine/session/suspend/unasked.hpp"
#include "engine/session/suspend/unmonitor.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

// A person is told once of each check, by the hook that suspended it.
void leave_out_known(const SessionRecord& joined, SuspendOutcome& outcome) {
  if (joined.state != SessionState::suspended) return;
  std::erase_if(outcome.suspended, [&](const std::string& name) {
    const SuspendedCheck* known = joined.find(name);
    return known && known->off_usec != 0;
  });
}

void name_what_nobody_saw_go(const SessionRecord& from, const status::Status& status,
                             const std::vector<SessionRecord>& sessions, Planned& planned,
                             SessionRecord& record) {
  for (const std::string& name : add_unseen_cascade(from, status, sessions, record)) {
    planned.notes.push_back("'" + name + "' is off: " + kUnseen);
  }
}

// Before a check is unmonitored: writes the record on disk and starts a guard that resumes it.
Done secure(Host& host, const Settings& settings, const Journal& journal, bool joined,
            const std::vector<SessionRecord>& dead, SessionRecord& record) {
  if (joined) return journal.save(record);
  if (auto begun = begin_session(settings, journal, host, record); !begun) return begun;
  for (const SessionRecord& other : dead) {
    settings.tell("taking over what session " + other.id + " left suspended");
    // A dead session that cannot be ended stays dead; at worst its checks are resumed twice.
    static_cast<void>(end_taken_over(journal, other, host));
  }
  return done();
}

SessionRecord record_of(Host& host, const Settings& settings, const Transaction& transaction,
                        const Planned& planned, const status::Status& status,
                        const SessionRecord* joined) {
  if (!joined) return new_record(settings, transaction, planned, status, host);
  SessionRecord record = joined_by(transaction, *joined);
  add_plan(planned, settings.policy, host, record);
  return record;
}

// True if the session that is joined has suspended all of the plan already: a second hook sees the
// same transaction, or the next package of a series touches no further check. monit is then not
// asked again, since each request costs a cycle of all checks.
bool is_suspended_already(const SessionRecord& joined, const SessionRecord& now,
                          const Planned& planned, const status::Status& status) {
  if (joined.state != SessionState::suspended || planned.replaces_monit ||
      joined.checks.size() != now.checks.size() || joined.packages.size() != now.packages.size()) {
    return false;
  }
  const auto names = names_in(planned.plan.with(rules::Decision::suspend), planned);
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const status::Service* service = status.find(name);
    return service && service->settled_off();
  });
}

Result<SuspendOutcome> join_only(const Journal& journal, const SessionRecord& joined,
                                 const SessionRecord& record, const Planned& planned) {
  if (auto saved = save_joined(journal, joined, record); !saved) return saved.error();
  SuspendOutcome outcome = new_outcome(planned);
  outcome.session = record.id;
  outcome.packages = record.packages;
  return outcome;
}

// Before the lock is taken. Whoever joins a session notes no content.
void read_ahead(Host& host, const Settings& settings, const Transaction& transaction,
                const Planned& planned, FileLook& reading) {
  const monitrc::ControlFile& control_file = planned.parsed.control_file;
  auto all = host.sessions(settings);
  if (!all) return;
  const auto sessions = sessions_of(std::move(all->sessions), control_file.path);
  if (session_to_join(sessions, transaction, host)) return;
  settings.tell("reading what monit compares files with");
  read_contents_ahead(settings, control_file, reading, host);
}

// Only when a session begins: records what monit and this program agree upon, before the
// transaction changes a file.
void note_what_is_there(Host& host, const Settings& settings, const LookedAt& monit,
                        const std::vector<SessionRecord>& sessions, const Journal& journal,
                        FileLook& reading, Planned& planned, SessionRecord& record) {
  auto noted = note_contents(settings, planned.parsed, monit, sessions, journal, reading, host);
  if (noted) {
    record.good = std::move(*noted);
    return;
  }
  const Error& error = noted.error();
  planned.notes.push_back(error.message + (error.hint.empty() ? "" : "; " + error.hint));
}

// Reads the sessions again if others have had the turn.
Result<status::Status> status_and_sessions(Host& host, MonitClient& monit, const Planned& planned,
                                           OpenSessions& opened) {
  auto status = status_in_turn(host, opened.turn, monit, [&] {
    return static_cast<bool>(read_open_sessions(planned, opened));
  });
  if (!status) return status.error();
  if (!*status) return Error{ErrorCode::failed, "the sessions cannot be read"};
  return std::move(**status);
}

// If monit did not answer when another hook began the session that is joined: suspends its checks,
// and reads the sessions and the status again, since others have had the turn. An Error leaves the
// checks to the guard.
Done see_to_first_answer(Host& host, MonitClient& monit, const Planned& planned,
                         const Transaction& transaction, OpenSessions& opened,
                         status::Status& status) {
  const SessionRecord* joined = session_to_join(opened.sessions, transaction, host);
  if (!joined || !joined->unasked) return done();
  SessionRecord record = *joined;
  const monitrc::ControlFile& control_file = planned.parsed.control_file;
  auto suspended = suspend_at_first_answer(host, opened.turn, *opened.journal, monit, control_file,
                                           status, is_open, record);
  if (!suspended) return suspended.error();
  if (auto read = read_open_sessions(planned, opened); !read) return read;
  auto again = status_and_sessions(host, monit, planned, opened);
  if (!again) return again.error();
  status = std::move(*again);
  return done();
}

// The dead sessions whose checks a new session takes over, without the checks that were off before
// them.
std::vector<SessionRecord> to_take_over(const std::vector<SessionRecord>& sessions,
                                        const status::Status& status, Host& host) {
  auto dead = dead_sessions(sessions, host);
  for (SessionRecord& session : dead) {
    if (!session.unasked) continue;
    sort_by_first_answer(status, sessions, session);
  }
  return dead;
}

Result<SuspendOutcome> carry_out(Host& host, const Settings& settings,
                                 const Transaction& transaction, Planned& planned,
                                 MonitClient& monit) {
  FileLook reading(host, settings);
  read_ahead(host, settings, transaction, planned, reading);
  // If monit is silent, nobody waits for this process.
  if (const auto answers = monit.status(); !answers) return answers.error();
  auto opened = open_sessions(settings, planned, host);
  if (!opened) return opened.error();
  const Journal& journal = *opened->journal;
  const AtOnce at_once(monit);
  auto status = status_and_sessions(host, monit, planned, *opened);
  if (!status) return status.error();
  const Done answered = see_to_first_answer(host, monit, planned, transaction, *opened, *status);
  if (!answered) return answered.error();
  const std::vector<SessionRecord>& sessions = opened->sessions;
  plan_with_states(planned, settings, *status, sessions);
  const SessionRecord* joined = session_to_join(sessions, transaction, host);
  if (joined) planned.warnings.clear();  // Whoever began the session has said them.
  SessionRecord record = record_of(host, settings, transaction, planned, *status, joined);
  if (joined && is_suspended_already(*joined, record, planned, *status)) {
    return join_only(journal, *joined, record, planned);
  }
  const auto dead = joined ? std::vector<SessionRecord>{} : to_take_over(sessions, *status, host);
  if (planned.suspends_nothing() && !planned.replaces_monit && !joined) {
    return new_outcome(planned);
  }
  if (!joined) {
    note_what_is_there(host, settings, {&monit, &*status}, sessions, journal, reading, planned,
                       record);
  }
  learn_from(sessions, record);
  for (const SessionRecord& other : dead) {
    adopt(other, record);
    name_what_nobody_saw_go(other, *status, sessions, planned, record);
  }
  if (joined) name_what_nobody_saw_go(*joined, *status, sessions, planned, record);
  begin_to_listen(planned.parsed.control_file.logfile, record, sessions, dead, journal, host);
  record.unrelated = monitored_unrelated(*status, record);
  if (auto secured = secure(host, settings, journal, joined != nullptr, dead, record); !secured) {
    return secured.error();
  }
  auto outcome =
      unmonitor_planned(host, settings, opened->turn, journal, monit, planned, *status, record);
  if (joined) leave_out_known(*joined, outcome);
  return outcome;
}

// Resumes what was suspended, and tells the package manager to abort the transaction.
void refuse(Host& host, const Settings& settings, SuspendOutcome& outcome) {
  outcome.refused = true;
  if (!outcome.session) return;
  const auto undone = resume(settings, {*outcome.session, Caller::hook}, host);
  if (!undone) {
    outcome.notes.push_back(undone.error().message + "; the guard resumes what is suspended");
  } else if (!undone->pending.empty()) {
    outcome.notes.push_back("what is still suspended comes back in the background");
  }
}

// Whatever becomes of this suspend, a hook has seen the transaction.
void tell_the_notes(const Settings& settings, const Transaction& transaction,
                    const Result<std::unique_ptr<Planned>>& planned, Host& host) {
  const rules::Facts* facts = planned ? &(*planned)->facts : nullptr;
  const Done noted = announce_transaction(settings, transaction, facts, host);
  if (!noted) settings.tell(noted.error().message);
}

/// What one try of a suspend leaves for the next one.
struct Tries {
  bool again = false;      ///< A second try may have another result.
  bool announced = false;  ///< The notes have the transaction with all its packages.
  bool last = false;       ///< There will be no further try.
};

Result<SuspendOutcome> suspend_once(const Settings& settings, const Transaction& transaction,
                                    Host& host, Tries& tries) {
  tries.again = true;
  settings.tell("reading the control files and the packages");
  auto planned = plan_without_states(settings, transaction, host);
  if (!tries.announced) tell_the_notes(settings, transaction, planned, host);
  tries.announced = planned.ok();
  if (!planned) return planned.error();
  if ((*planned)->suspends_nothing() && !(*planned)->replaces_monit) {
    // A series would say the same with each of its packages.
    if (transaction.series) (*planned)->warnings.clear();
    return new_outcome(**planned);
  }
  settings.tell("asking monit for its status");
  auto monit = host.connect(settings, (*planned)->parsed.control_file);
  // The control file says how to reach monit, and a second try would read the same control file.
  tries.again = monit.ok();
  // What says how to reach monit may be what cannot be understood.
  if (!monit && (*planned)->mistake) return *(*planned)->mistake;
  Result<SuspendOutcome> outcome = monit
                                       ? carry_out(host, settings, transaction, **planned, **monit)
                                       : Result<SuspendOutcome>(monit.error());
  const bool unreachable = !outcome && outcome.error().code == ErrorCode::monit;
  // The transaction replaces this monit and suspends no check of it, so there is no check to wait
  // for.
  if (unreachable && (*planned)->suspends_nothing()) return new_outcome(**planned);
  if (unreachable && settings.policy.unreachable == rules::OnUnreachable::stop_monit) {
    outcome = suspend_by_stopping(settings, transaction, **planned, host);
  } else if (unreachable && monit && tries.last) {
    outcome = begin_unasked(settings, transaction, **planned, outcome.error(),
                            (*monit)->nobody_listens(), host);
  }
  return outcome;
}

// Whether the error comes from the host, not from a text that somebody wrote.
bool may_pass(const Error& error) {
  return error.code != ErrorCode::usage && error.code != ErrorCode::control_file &&
         error.code != ErrorCode::locked;
}

SuspendOutcome absence(std::string why) {
  SuspendOutcome outcome;
  outcome.absent = std::move(why);
  return outcome;
}

bool names_a_file(const TransactionItem& item) {
  return !item.package_file.empty();
}

void warn_of_missed_monits(const Settings& settings, SuspendOutcome& outcome) {
  for (const UnservedMonit& monit : settings.unserved) {
    if (monit.is_missed) outcome.warnings.push_back("not looked after: " + monit.about);
  }
}

}  // namespace

// Without a suspension monit acts on the upgrade and switches checks off, so an error that may pass
// gets a second try.
Result<SuspendOutcome> suspend(const Settings& told, const Transaction& transaction, Host& host) {
  const Settings settings = with_system_of(transaction, told);
  constexpr milliseconds kBreath{300};
  const auto& items = transaction.items;
  host.expect_packages(settings, std::any_of(items.begin(), items.end(), names_a_file));
  Tries tries;
  auto outcome = suspend_once(settings, transaction, host, tries);
  const bool silent = !outcome && outcome.error().code == ErrorCode::monit;
  if (std::string why = silent ? host.why_monit_is_absent() : std::string(); !why.empty()) {
    outcome = absence(std::move(why));
  } else if (!outcome && tries.again && may_pass(outcome.error())) {
    settings.tell(outcome.error().message + "; trying once more");
    host.sleep(kBreath);
    tries.last = true;
    outcome = suspend_once(settings, transaction, host, tries);
  }
  // A suspend ends the late guards of dead sessions, but takes over only what it suspends itself.
  guard_dead_sessions(settings, host);
  if (outcome) warn_of_missed_monits(settings, *outcome);
  const bool fails = outcome && (outcome->trouble || !outcome->not_suspended.empty());
  if (fails && settings.policy.on_error == rules::OnError::abort) {
    refuse(host, settings, *outcome);
  }
  return outcome;
}

}  // namespace pkgmap
