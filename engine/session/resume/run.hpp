// The state of one resume, and its steps as functions. A line such as "// steps.cpp" names the
// source that has the functions below it.
//
// docs/glossary.md defines baseline, content record, drift and substitute check. A judged file is a
// JudgedFile (engine/session/acts/file_look.hpp).
//
// Private to engine/session/resume. For one thread. The turn (turn.hpp) is the lock of the journal,
// which a Turn gives up while this process waits. After a wait, a step may find that another
// process resumes the session now or has ended it: then the step sets run.over and returns without
// an error, and the caller stops.
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
  /// The checks of the control file. If the control file has an error: the checks that monit has,
  /// with the prerequisites that the session knows.
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
  /// Names of the checks whose file something replaced between this program's look at the file and
  /// monit's.
  CheckNames raced = {};
  /// True if the next reload is the last try: then the checks in `raced` get a substitute check.
  bool last_try = false;
  /// The substitute checks of this monit, as on disk.
  std::vector<rules::SubstituteCheck> substitutes = {};
  /// The substitute checks of other monits, as on disk.
  std::vector<rules::SubstituteCheck> elsewhere = {};
  std::optional<Error> substitutes_trouble = {};  ///< Why the substitute checks cannot be read.
  /// Names of the checks that this resume leaves off, whoever asks for it; each has
  /// SuspendedCheck::went_off_again. Either the check went off at once after this resume had
  /// monitored it. Or this resume is the first that can report the check as off: so nobody who asks
  /// for this resume knows of the check.
  CheckNames off_again = {};
  /// True if the record in memory says more than the record on disk, since the last write failed.
  bool unwritten = false;
  /// True if another process resumes or has ended the session: this process must not act any more.
  bool over = false;
  /// Checks that the last monitor_set() could not monitor, since a prerequisite is off.
  std::vector<NotResumed> prerequisite_off = {};
  /// True if a person asks for this resume. If false, every check with
  /// SuspendedCheck::went_off_again stays off.
  bool by_person = true;
  std::chrono::milliseconds settle{0};  ///< How long processes may take to come back.
  /// How long monit may take to carry out one request.
  std::chrono::milliseconds act_bound{20'000};

  const monitrc::ControlFile& control_file() const { return parsed.control_file; }
  /// Everything that this resume does is written to both: the results of the session, and the
  /// results of this resume.
  std::array<SessionResults*, 2> results() { return {&record.results, &outcome.results}; }
};

// steps.cpp

/// Returns whether the packages of the suspended check are gone, no installed package owns what the
/// check names, and the process of the check does not run. False if the package database gives no
/// answer, or if the suspended check has no packages. `check`: the suspended check as the control
/// file has it.
bool is_orphaned(ResumeRun& run, const SuspendedCheck& suspended, const monitrc::Check& check);

/// Begins a phase of the resume. The first phase resumes the checks that need no new baseline; the
/// second phase reloads monit and resumes the other checks.
///
/// Reads the session and monit's status again, since another process may have resumed the session,
/// and fills in run.checks and run.files. The caller has the turn. Returns false if there is no
/// work left for this process.
Result<bool> begin_phase(ResumeRun& run, Turn& turn);

/// Fills in run.status. If other processes have had the turn meanwhile, reads the session again;
/// may set run.over.
Done ask_status(ResumeRun& run, Turn& turn);

/// Fills in run.checks from the control file. Until monit has read this control file, the
/// dependencies that monit has count, too. If the control file has an error, takes the checks from
/// monit's status and the dependencies from the session.
void look_at_checks(ResumeRun& run);

/// Returns for each of run.checks, in their order, what prevents its resume, and whether it waits
/// for a new baseline.
std::vector<rules::ResumeFacts> resume_facts(ResumeRun& run);

/// Monitors the checks of `set` (indices into run.checks, from 0), waits until monit's status shows
/// the result, and records the result, also which checks went off again at once. While it waits,
/// other processes have the turn: adds to `left` the checks that another session has taken. May set
/// run.over. An Error if monit cannot be asked, or if monit did not monitor a check in time; the
/// Error then names a check.
Done monitor_set(ResumeRun& run, Turn& turn, const rules::CheckSet& set, rules::CheckSet& left);

/// Updates `facts`, which resume_facts() returned, after other processes have had the turn: which
/// checks monit monitors, and which checks another session has.
void refresh(const ResumeRun& run, std::vector<rules::ResumeFacts>& facts);

/// For the checks of `set` that have a `changed` test of timestamp, size or permission: waits until
/// monit has looked at each after `since_usec` (microseconds since the epoch). If a reload came
/// before this look, monit would forget the reference value of the test. Gives up after 10 s, or
/// when monit does not answer.
void await_first_check(ResumeRun& run, const rules::CheckSet& set, std::int64_t since_usec);

// drift.cpp

/// Which substitute checks monit must have after the next reload, and which end with it.
struct SubstitutePlan {
  std::vector<rules::SubstituteCheck> after;
  std::vector<rules::SubstituteCheck> ended;
};

/// Fills in run.substitutes, run.elsewhere and run.substitutes_trouble from the state directory:
/// the substitute checks, which keep the alarms. Writes the list there if known_substitutes()
/// (engine/session/acts/substitutes.hpp) finds that a check is missing in it. Needs the lock.
void read_alarms(ResumeRun& run);

/// Returns the plan for the substitute checks: the verdicts on run.files say which of them begin
/// and which of them end.
SubstitutePlan plan_alarms(const ResumeRun& run);

/// Writes the substitute checks of the plan into the state directory and into the file that the
/// control file includes, and runs `monit -t`. May set run.over.
///
/// Returns nullopt if the file is written or needs no change. Returns a clause for people if the
/// checks cannot be written, or if monit does not accept them: the file then has its earlier text
/// again. An Error if the earlier text cannot be put back, or if the turn cannot be had again.
Result<std::optional<std::string>> write_substitutes(ResumeRun& run, Turn& turn,
                                                     const SubstitutePlan& plan);

/// For the time after the reload: records in the session, in the results and in the state directory
/// that monit has the substitute checks of the plan.
void note_substitutes(ResumeRun& run, const SubstitutePlan& plan);

// baselines.cpp

/// Fills in run.files, run.records and the substitute checks, and writes the content records. Adds
/// to the outcome the drift that monit itself does not report. Needs the lock.
void look_at_files(ResumeRun& run);

/// Reads the files that look_at_files() will need; needs no lock. Returns false if there was not
/// enough time for all of them.
bool read_ahead(ResumeRun& run);

/// Returns a clause for people: why monit cannot be reloaded, as far as that is known before a try.
/// Returns nullopt if no reason is known. Adds the drift of run.files to the outcome, unless there
/// is another reason than the gate's veto.
std::optional<std::string> reload_refused(ResumeRun& run);

/// Asks the gate whether monit may be reloaded (gate.hpp), reloads monit, and compares the
/// baselines that monit then shows with the contents that were judged. If something replaces a file
/// meanwhile, tries again, three times in all. The caller has the turn, and the right to reload of
/// lock_reloads() (turn.hpp). May set run.over.
///
/// Returns nullopt if monit holds the right baselines. Otherwise returns a clause for people: why
/// every check that waits for a new baseline must stay suspended.
Result<std::optional<std::string>> take_new_baselines(ResumeRun& run, Turn& turn);

// forgotten.cpp

/// For a check that is off and whose file has changed, a reload makes monit forget the good
/// content: then only the content record on disk has it. If the record of such a check does not
/// have the good content, returns a clause for people that says why. Returns nullopt if a reload
/// loses no good content.
std::optional<std::string> content_to_be_forgotten(const ResumeRun& run);

// said_off.cpp

/// Removes from all sessions the checks that somebody unmonitored while they were suspended, as
/// monit's log says. Needs the lock.
void leave_what_was_said_off(ResumeRun& run);

// outdated.cpp

/// Returns the names of the checks of the session that belong to packages by their own evidence,
/// not by the cascade.
CheckNames checks_of_packages(const SessionRecord& record);

/// Returns the daemons that the update has not reached. Looks only at process checks that are in
/// `names` and that this resume (`run`) has resumed or left to another process; at the first 32 of
/// them at most.
std::vector<OutdatedDaemon> outdated_daemons(const ResumeRun& run, const CheckNames& names);

// start_monit.cpp

/// Resumes a session that suspend_by_stopping() began: waits for the end of the monit that the
/// suspend wanted to stop; writes the content records, starts monit. Takes the lock after this
/// wait, and keeps the lock until monit runs. The caller has called read_ahead(), so that only
/// files that have changed since are read under the lock. If another session under way needs monit
/// to stay stopped, does not start monit: ends this session, and adds its checks to
/// ResumeOutcome::pending.
Done resume_by_starting(ResumeRun& run);

// journal.cpp

/// Takes the lock, writes into the record that this process resumes the session, so that the guard
/// takes over if this process dies, and gives the lock back. Removes the checks of
/// ResumeRequest::except from the session.
///
/// Returns false if other hooks are still in the session, or if the session has ended: then no
/// check may be resumed. If other hooks are still in the session, only takes ResumeRequest::hook
/// out of the record.
Result<bool> begin_resuming(ResumeRun& run, const ResumeRequest& request);

/// Returns the Error which says that the session is gone from the journal though it has not ended.
Error vanished(const Journal& journal, const std::string& session);

/// Reads the record again. Needs the lock. Returns false if the session has ended.
///
/// If the record vanished without an end mark, writes it again; if that fails, goes on with the
/// record in memory. One exception: if the record in memory says that the session never began
/// (never_began()), does not write it, and returns the Error vanished().
Result<bool> read_again(ResumeRun& run);

/// Reads the other sessions of this monit from the journal into run.others. Needs the lock.
Done read_others(ResumeRun& run);

/// Writes the record, before a wait. If that fails, sets run.unwritten and remembers the Error.
void write_before_wait(ResumeRun& run);

/// Reads the sessions again, after a wait in which other processes had the turn. May set run.over;
/// returns !run.over. Needs the lock.
bool read_after_wait(ResumeRun& run);

/// Calls write_before_wait(), then `wait` while other processes have the turn, then
/// read_after_wait(), and returns what read_after_wait() returned. Fails as Turn::pause() does.
Result<bool> pause(ResumeRun& run, Turn& turn, const std::function<void()>& wait);

/// Returns false if the record names another living process as its resumer: this process was too
/// slow, and the other process has taken over the session. In this case also sets
/// ResumeOutcome::finished to false, and adds the checks of the session to ResumeOutcome::pending.
/// Needs the lock.
bool is_ours_to_resume(ResumeRun& run);

/// If `saved` is an Error, and run.outcome.trouble is empty, puts the Error there: no step stops
/// because a journal cannot be written.
void remember(ResumeRun& run, const Done& saved);

/// Adds the check with this name, and the reason why it is lost, to both run.results(). Writes no
/// file.
void note_lost(ResumeRun& run, const std::string& name, const char* reason);

/// Records that the checks with these names are resumed, and removes them from this session.
/// Removes them also from every other session that is not under way: dead sessions and sessions
/// with leftover checks.
void note_resumed(ResumeRun& run, const CheckNames& names);

/// Records that the checks with these names went off again; they stay off until a person resumes
/// them.
void note_off_again(ResumeRun& run, const CheckNames& names);

/// Removes from the session the checks that somebody has monitored, and the checks that neither a
/// control file nor monit has any more. `facts` and `names` are in the order of run.checks.
void drop_what_is_settled(ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const CheckNames& names);

/// Gives each check of `left` (indices into `names`, from 0) to another session under way,
/// preferably to one that holds the check or one of its prerequisites; of several sessions, to the
/// newest. If no other session is under way, the check stays in this session.
void leave_to_others(ResumeRun& run, const rules::CheckSet& left, const CheckNames& names);

/// Ends the session if it has no checks any more. Otherwise the checks that it still has become
/// leftover checks, with the reasons in `kept`. But if there is no reason why one of them stays
/// off, since the session that held this check has ended just now, the session waits for a further
/// resume (ResumeOutcome::finished is then false).
void close_session(ResumeRun& run, const std::vector<NotResumed>& kept);

/// For a process that cannot get the lock: leaves the rest to the guard by
/// Journal::mark_transaction_ended(). Returns false if the mark cannot be written, or if it is
/// written and the guard of the session is dead.
bool leave_without_lock(ResumeRun& run);

/// Takes the lock, and leaves the rest to the guard; starts another guard if the guard of the
/// session is dead. No error if the session has ended. If the lock cannot be had, calls
/// leave_without_lock(), and returns an Error only if leave_without_lock() returns false.
Done leave_to_guard(ResumeRun& run);

}  // namespace pkgmap
