// One resume: its state, and its steps as functions, each implemented in the source that the
// comment above it names.
//
// Private to engine/session/resume. For one thread. The turn (turn.hpp) is the lock of the journal,
// which a Turn gives up while this process waits. A step in which other processes have the turn may
// find that another process resumes the session now or has ended it: the step then sets run.over
// and returns without an error, and the caller stops.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/facts/control_file.hpp"
#include "engine/journal/content_records.hpp"
#include "engine/journal/journal.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/acts/reload.hpp"
#include "engine/session/host/turn.hpp"
#include "engine/session/resume/resume.hpp"
#include "rules/plan/resumption.hpp"

namespace pkgmap {

/// The state of one resume. Its references must outlive it.
struct ResumeRun {
  Host& host;
  const Settings& settings;
  const Journal& journal;
  SessionRecord record;
  std::vector<SessionRecord> others;  ///< The other sessions of this monit, the oldest first.
  monitrc::Parsed parsed;
  status::Status status;  ///< monit's status, as ask_status() read it last.
  /// The checks of the control file; if it has an error, those that monit runs, with the
  /// prerequisites that the journal has.
  std::vector<monitrc::Check> checks;
  std::unique_ptr<MonitClient> monit;  ///< Null if the session has stopped monit.
  /// The process of this monit; nullopt if it was not found, or if the session has stopped monit.
  std::optional<MonitDaemon> daemon;
  /// Null if the database cannot be read: then no package owns any file.
  std::unique_ptr<PackageDatabase> database;
  ResumeOutcome outcome;
  FileLook look;
  ContentRecords records = {};  ///< The content records, as on disk.
  bool records_unread = false;  ///< The records on disk cannot be read, so they are not written.
  std::optional<Error> records_trouble = {};  ///< Why the records could not be written last.
  JudgedFiles files = {};                     ///< The judged files, as of the last look.
  /// Names of the checks whose file something replaced between our look and monit's.
  CheckNames raced = {};
  /// The reload that follows is the last try: the checks in `raced` get a substitute check.
  bool last_try = false;
  /// The substitute checks of this monit, as on disk.
  std::vector<rules::SubstituteCheck> substitutes = {};
  /// The substitute checks of other monits, as on disk.
  std::vector<rules::SubstituteCheck> elsewhere = {};
  std::optional<Error> substitutes_trouble = {};  ///< Why the substitute checks cannot be read.
  /// Names of the checks with SuspendedCheck::went_off_again that this resume leaves off, whoever
  /// asks for it: those that went off at once after this resume had monitored them, and those of
  /// which no earlier resume has told anybody.
  CheckNames off_again = {};
  /// The record in memory says more than the one on disk, which could not be written.
  bool unwritten = false;
  /// Another process resumes or has ended the session: this process must not act any more.
  bool over = false;
  /// Checks that the last monitor_set() could not monitor, since a prerequisite is off.
  std::vector<NotResumed> prerequisite_off = {};
  /// False: a check with SuspendedCheck::went_off_again stays off.
  bool by_person = true;
  std::chrono::milliseconds settle{0};  ///< How long processes may take to come back.
  /// How long monit may take to monitor the checks of one request.
  std::chrono::milliseconds act_bound{20'000};

  const monitrc::ControlFile& control_file() const { return parsed.control_file; }
  /// Where to write what this resume does: into the results of the session, and into its own.
  std::array<SessionResults*, 2> results() { return {&record.results, &outcome.results}; }
};

// steps.cpp

/// Returns whether the packages of the suspended check are gone, no installed package owns what it
/// names, and its process does not run. False if the database gives no answer.
bool is_orphaned(ResumeRun& run, const SuspendedCheck& suspended, const monitrc::Check& check);

/// Begins a phase. A resume has two phases: in the first it resumes the checks that need no new
/// baseline; in the second, after a reload, the other checks. Reads the session and monit's status
/// again, since another process may have resumed the session, and fills in the checks and the
/// files. The caller has the turn. Returns false if there is no work left for this process.
Result<bool> begin_phase(ResumeRun& run, Turn& turn);

/// Fills in run.status. If other processes have had the turn meanwhile, reads the session again;
/// may set run.over.
Done ask_status(ResumeRun& run, Turn& turn);

/// Fills in run.checks from the control file, with the dependencies that monit still has until it
/// reads its control file again. If the control file has an error, takes the checks from monit's
/// status and the dependencies from the session.
void look_at_checks(ResumeRun& run);

/// Returns for each of run.checks what prevents its resume, and whether it waits for a baseline.
std::vector<rules::ResumeFacts> resume_facts(ResumeRun& run);

/// Monitors the checks of `set` (indices into run.checks), waits until monit's status shows the
/// result, and records it, also which checks went off again at once. While it waits, other
/// processes have the turn: adds to `left` the checks that another session has taken. May set
/// run.over. An Error names a check that monit did not monitor in time.
Done monitor_set(ResumeRun& run, Turn& turn, const rules::CheckSet& set, rules::CheckSet& left);

/// Updates `facts` (as resume_facts() returns them) after other processes have had the turn: which
/// checks monit monitors, and which checks another session has.
void refresh(const ResumeRun& run, std::vector<rules::ResumeFacts>& facts);

/// Waits until monit has looked, after `since_usec` (microseconds since the epoch), at each check
/// of the set that has a `changed` test of timestamp, size or permission: a reload before this look
/// would make monit forget the reference value of the test. Gives up after 10 s.
void await_first_check(ResumeRun& run, const rules::CheckSet& set, std::int64_t since_usec);

// drift.cpp

/// Which substitute checks monit must have after the next reload, and which end with it.
struct SubstitutePlan {
  std::vector<rules::SubstituteCheck> after;
  std::vector<rules::SubstituteCheck> ended;
};

/// Reads the substitute checks, which carry alarms: fills in run.substitutes, run.elsewhere and
/// run.substitutes_trouble.
void read_alarms(ResumeRun& run);

/// Plans the substitute checks that the verdicts on run.files ask for.
SubstitutePlan plan_alarms(const ResumeRun& run);

/// Writes the substitute checks of the plan into the state directory and into the file that the
/// control file includes, and runs `monit -t`. Returns nullopt if the checks stand there; else why
/// they cannot, as a clause for people, and the file has its earlier text again. An Error if the
/// earlier text cannot be put back. May set run.over.
Result<std::optional<std::string>> write_substitutes(ResumeRun& run, Turn& turn,
                                                     const SubstitutePlan& plan);

/// Records, after monit has read the control file, that the plan is carried out.
void note_substitutes(ResumeRun& run, const SubstitutePlan& plan);

// baselines.cpp

/// Fills in run.files, run.records and the substitute checks, and records what monit and this
/// program agree upon. Adds to the outcome the drift that monit does not report itself. Needs the
/// lock.
void look_at_files(ResumeRun& run);

/// Reads the files that look_at_files() will need; needs no lock. Returns false if there was not
/// enough time for all of them.
bool read_ahead(ResumeRun& run);

/// Returns why monit cannot be reloaded, as far as that is known before a try, as a clause for
/// people; nullopt if it can be. Adds the drift of run.files to the outcome.
std::optional<std::string> reload_refused(ResumeRun& run);

/// Asks whether monit may be reloaded (gate.hpp), reloads monit, and compares what monit then shows
/// with what was judged; tries three times if something replaces a file meanwhile. Returns nullopt
/// if monit holds the right baselines, else a clause for people: why every check that waits for a
/// new baseline must stay suspended. The caller has the turn, and the right to reload of
/// lock_reloads() (turn.hpp). May set run.over.
Result<std::optional<std::string>> take_new_baselines(ResumeRun& run, Turn& turn);

// forgotten.cpp

/// In a reload monit forgets the good content of a check that is off and whose file has changed;
/// then only the content record on disk has it. Returns why that record does not have it, as a
/// clause for people, or nullopt if a reload loses no good content.
std::optional<std::string> content_to_be_forgotten(const ResumeRun& run);

// said_off.cpp

/// Removes from all sessions the checks that, as monit's log says, somebody has switched off once
/// more. Needs the lock.
void leave_what_was_said_off(ResumeRun& run);

// outdated.cpp

/// Returns the names of the checks that belong to packages by their own evidence, not by the
/// cascade.
CheckNames checks_of_packages(const SessionRecord& record);

/// Returns the daemons that the update has not reached. Looks only at those process checks among
/// `names` that this resume (`run`) has resumed or left to the guard, at 32 of them at most.
std::vector<OutdatedDaemon> outdated_daemons(const ResumeRun& run, const CheckNames& names);

// start_monit.cpp

/// After suspend_by_stopping(): waits for processes, notes the contents, starts monit. Takes the
/// lock.
Done resume_by_starting(ResumeRun& run);

// journal.cpp

/// Takes the lock, writes into the record that this process resumes the session, so that the guard
/// takes over if this process dies, and gives the lock back. Returns false if other hooks are still
/// in the session, or if the session has ended: then no check may be resumed.
Result<bool> begin_resuming(ResumeRun& run, const ResumeRequest& request);

/// The Error that says that the session is gone from the journal though it has not ended.
Error vanished(const Journal& journal, const std::string& session);

/// Reads the record again. Needs the lock. Returns false if the session has ended. If the record
/// vanished without an end mark, writes it again; if that fails, goes on with the record in memory.
/// But if, by the record in memory, the session had not begun (never_began()), writes no record and
/// returns the Error vanished().
Result<bool> read_again(ResumeRun& run);

/// Fills in run.others from the journal.
Done read_others(ResumeRun& run);

/// Writes the record, before a wait, if it says more than the one on disk.
void write_before_wait(ResumeRun& run);

/// Reads the sessions again, after a wait in which other processes had the turn. Returns !run.over.
bool read_after_wait(ResumeRun& run);

/// Calls write_before_wait(), `wait` while other processes have the turn, and read_after_wait(),
/// whose result it returns. Fails as Turn::pause() does.
Result<bool> pause(ResumeRun& run, Turn& turn, const std::function<void()>& wait);

/// Returns false if the record names another living process as its resumer: this process was too
/// slow, and the other process has taken over the session. Then also sets ResumeOutcome::finished
/// to false, and adds the checks of the session to ResumeOutcome::pending. Needs the lock.
bool is_ours_to_resume(ResumeRun& run);

/// Keeps the Error of `saved`, if it is the first, in run.outcome.trouble: no step stops because a
/// journal cannot be written.
void remember(ResumeRun& run, const Done& saved);

/// Notes in the results that the check with this name is lost, and why; writes no file.
void note_lost(ResumeRun& run, const std::string& name, const char* reason);

/// Records that the checks with these names are resumed, and removes them from every session that
/// is not under way, too: dead sessions and sessions with leftover checks.
void note_resumed(ResumeRun& run, const CheckNames& names);

/// Records that these checks went off again; they stay off until a person resumes them.
void note_off_again(ResumeRun& run, const CheckNames& names);

/// Removes from the session the checks that somebody has monitored, and those that neither a
/// control file nor monit has any more. `facts` and `names` are in the order of run.checks.
void drop_what_is_settled(ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const CheckNames& names);

/// Gives each check of `left` (indices into `names`) to another session under way, preferably to a
/// session that holds the check or one of its prerequisites; of several sessions, to the newest. A
/// check stays if no other session is under way.
void leave_to_others(ResumeRun& run, const rules::CheckSet& left, const CheckNames& names);

/// Ends the session if it has no checks any more. Else keeps them as leftover checks, with the
/// reasons in `kept`.
void close_session(ResumeRun& run, const std::vector<NotResumed>& kept);

/// Leaves the rest to the guard when another process holds the lock: calls
/// Journal::mark_transaction_ended(). Returns false if that fails. Returns false also if the guard
/// of the session is dead, although the session is then marked.
bool leave_without_lock(ResumeRun& run);

/// Takes the lock, and leaves the rest to the guard; starts another guard if the guard of the
/// session is dead. If the lock cannot be had, calls leave_without_lock(), and fails only if that
/// returns false.
Done leave_to_guard(ResumeRun& run);

}  // namespace pkgmap
