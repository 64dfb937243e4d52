// One resume: its state, and its steps as functions. Each source of engine/session/resume
// implements a part of them.
//
// Private to engine/session/resume.
#pragma once

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

struct ResumeRun {
  Host& host;
  const Settings& settings;
  const Journal& journal;
  SessionRecord record;
  std::vector<SessionRecord> others;  ///< The other sessions of this monit, the oldest first.
  monitrc::Parsed parsed;
  status::Status status;  ///< monit's status when the phase began.
  /// The checks of the control file. If the control file has an error: the checks that monit runs,
  /// with the prerequisites that the journal has.
  std::vector<monitrc::Check> checks;
  std::unique_ptr<MonitClient> monit;
  std::optional<MonitDaemon> daemon;
  /// Null if the database cannot be read: then no package owns any file.
  std::unique_ptr<PackageDatabase> database;
  ResumeOutcome outcome;
  FileLook look;
  ContentRecords records = {};  ///< The content records, as on disk.
  bool records_unread = false;  ///< The records on disk cannot be read, so they are not written.
  std::optional<Error> records_trouble = {};  ///< Why the records could not be written last.
  JudgedFiles files = {};                     ///< The judged files when the phase began.
  /// Checks whose file something replaced between our look and monit's.
  std::vector<std::string> raced = {};
  bool last_try = false;  ///< The checks in `raced` now get a substitute check.
  std::vector<rules::SubstituteCheck> substitutes = {};  ///< As on disk, of this monit.
  std::vector<rules::SubstituteCheck> elsewhere = {};    ///< Those of other monits.
  std::optional<Error> substitutes_trouble = {};  ///< Why the substitute checks cannot be read.
  /// Checks that this resume monitored and that went off at once; it does not try them again.
  std::vector<std::string> off_again = {};
  /// The record in memory says more than the one on disk, which could not be written.
  bool unwritten = false;
  /// Another process resumes the session by now, or has ended it: this one acts no more.
  bool over = false;
  /// Checks of the last request whose prerequisite is off.
  std::vector<NotResumed> prerequisite_off = {};
  /// False leaves alone a check that went off again after an earlier resume.
  bool by_person = true;
  std::chrono::milliseconds settle{0};          ///< How long processes may take to come back.
  std::chrono::milliseconds act_bound{20'000};  ///< How long monit may take to monitor.

  const monitrc::ControlFile& control_file() const { return parsed.control_file; }
};

// steps.cpp

std::vector<std::string> names_of(const std::vector<monitrc::Check>& checks);

/// Whether the suspended check belongs to no package and no process any more: its packages are
/// gone, no package owns what it names, and its process does not run. False if the database gives
/// no answer.
bool is_orphaned(ResumeRun& run, const SuspendedCheck& suspended, const monitrc::Check& check);

/// Reads the session and monit's status again, under the lock, because another process may have
/// resumed the session. Returns false if no work is left for this process.
Result<bool> begin_phase(ResumeRun& run, Turn& turn);

/// Fills in run.status. If others have had the turn meanwhile, the session is read again: stops
/// with run.over.
Done ask_status(ResumeRun& run, Turn& turn);

/// Takes the checks and their dependencies from the control file, with the dependencies that monit
/// still has until it reads its control file again; of a control file with an error, from monit's
/// status and the session.
void look_at_checks(ResumeRun& run);

/// For each check of run.checks: what prevents its resume, and whether it waits for a new baseline.
std::vector<rules::ResumeFacts> resume_facts(ResumeRun& run);

/// Monitors a set of checks, waits until monit's status shows the result, and records it, also
/// which checks went off again at once. While it waits, others have the turn: adds to `left` the
/// checks that another session has taken meanwhile, and stops with run.over. An Error names a check
/// that monit did not monitor in time.
Done monitor_set(ResumeRun& run, Turn& turn, const rules::CheckSet& set, rules::CheckSet& left);

/// Brings up to date, after others have had the turn: which checks monit monitors, and which ones
/// another session has.
void refresh(const ResumeRun& run, std::vector<rules::ResumeFacts>& facts);

/// Waits until monit has looked once at each check of the set that has a `changed` test of
/// timestamp, size or permission: a reload before this look would make the test fire. 10 s at most.
void await_first_check(ResumeRun& run, const rules::CheckSet& set, std::int64_t since_usec);

// drift.cpp

/// Which substitute checks monit must have after the next reload, and which end with it.
struct SubstitutePlan {
  std::vector<rules::SubstituteCheck> after;
  std::vector<rules::SubstituteCheck> ended;
};

/// Fills in run.substitutes, run.elsewhere and run.substitutes_trouble.
void read_alarms(ResumeRun& run);

/// The substitute checks that the judge's verdicts on run.files ask for.
SubstitutePlan plan_alarms(const ResumeRun& run);

/// Writes the substitute checks on disk, then into a file that an include takes, and lets
/// `monit -t` check the result. Returns nullopt if they stand there, or why they cannot; then the
/// earlier text is back. An Error if the earlier text cannot be put back.
Result<std::optional<std::string>> write_substitutes(ResumeRun& run, Turn& turn,
                                                     const SubstitutePlan& plan);

/// Records the plan after monit has read the control file.
void note_substitutes(ResumeRun& run, const SubstitutePlan& plan);

// baselines.cpp

/// Fills in run.files, and records what monit and this program agree upon. Adds to the outcome the
/// drift that monit no longer reports by itself. The caller holds the lock.
void look_at_files(ResumeRun& run);

/// Reads the files that look_at_files() will need; needs no lock. Returns false if there was not
/// enough time for all of them.
bool read_ahead(ResumeRun& run);

/// Why monit cannot be reloaded, as far as that is known before a try. Returns nullopt if monit can
/// be.
std::optional<std::string> reload_refused(ResumeRun& run);

/// The gate, the reload, and the comparison of what monit then shows with what was judged. Returns
/// nullopt if monit holds the right baselines, else why every check that waits for a new baseline
/// must stay suspended. The caller has lock_reloads(), too: others have the turn while this process
/// waits for monit. Stops with run.over.
Result<std::optional<std::string>> take_new_baselines(ResumeRun& run, Turn& turn);

// forgotten.cpp

/// Of a check that is off and whose file has another content, monit forgets the good content in a
/// reload: then only the content record on disk has it. Returns why the record does not have it, or
/// nullopt if it does.
std::optional<std::string> content_to_be_forgotten(const ResumeRun& run);

// said_off.cpp

/// Drops from all sessions the checks that an administrator has switched off once more while they
/// were off, as monit's log says.
void leave_what_was_said_off(ResumeRun& run);

// outdated.cpp

/// The names of the checks that belong to packages of the session by themselves, not by monit's
/// cascade.
std::set<std::string> checks_of_packages(const SessionRecord& record);

/// Whether the update has reached the daemons of the checks that this call has resumed, as far as
/// they are among `names`. Looks at 32 processes at most.
std::vector<OutdatedDaemon> outdated_daemons(const ResumeRun& run,
                                             const std::set<std::string>& names);

// start_monit.cpp

/// After suspend_by_stopping(): starts monit again. The caller does not hold the lock.
Done resume_by_starting(ResumeRun& run);

// journal.cpp

/// Writes on disk that this process resumes the session, so that the guard takes over if this
/// process dies. Returns false if other hooks are still in the session, so that no check may be
/// resumed yet, or if the session is over.
Result<bool> begin_resuming(ResumeRun& run, const ResumeRequest& request);

/// Under the lock: reads the record again. Returns false if the session is over. A record that
/// vanished without an end mark is written again; if that fails, the record in memory must do.
Result<bool> read_again(ResumeRun& run);

/// Fills in run.others.
Done read_others(ResumeRun& run);

/// Before a wait: writes what only the record in memory says.
void write_before_wait(ResumeRun& run);

/// After a wait in which others had the turn: reads the session and the other sessions again.
/// Returns false if run.over.
bool read_after_wait(ResumeRun& run);

/// Lets others have the turn while `wait` runs, with the two functions above around it. Fails as
/// Turn::pause() does.
Result<bool> pause(ResumeRun& run, Turn& turn, const std::function<void()>& wait);

/// Under the lock: whether the record still names this process as its resumer. False if another
/// process has taken over and lives: this one was too slow, and leaves the rest to it.
bool is_ours_to_resume(ResumeRun& run);

/// Keeps the first error in run.outcome.trouble. No step stops because a journal cannot be written.
void remember(ResumeRun& run, const Done& saved);

/// Moves the checks from the suspended ones to the resumed ones, in this session and in dead ones.
void note_resumed(ResumeRun& run, const std::vector<std::string>& names);

/// Records that the checks went off again; they stay off until a person resumes them.
void note_off_again(ResumeRun& run, const std::vector<std::string>& names);

/// Removes from the session the checks that somebody has monitored meanwhile, and those that
/// neither a control file nor monit has any more.
void drop_what_is_settled(ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const std::vector<std::string>& names);

/// Gives a check to another session if that session holds the check or one of its prerequisites.
void leave_to_others(ResumeRun& run, const rules::CheckSet& left,
                     const std::vector<std::string>& names);

/// Ends the session, or keeps the checks that stay suspended as leftover checks.
void close_session(ResumeRun& run, const std::vector<NotResumed>& kept);

/// Does what leave_to_guard() does when another session holds the lock. Returns false if the guard
/// is dead, or the mark that the transaction is over could not be written.
bool leave_without_lock(ResumeRun& run);

/// Leaves the rest to the guard; starts another guard if the first one is dead.
Done leave_to_guard(ResumeRun& run);

}  // namespace pkgmap
