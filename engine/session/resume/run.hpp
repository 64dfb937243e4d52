// The state of one resume: what it works with, and its steps as functions.
//
// Private to engine/session/resume.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "engine/facts/control_file.hpp"
#include "engine/journal/content_records.hpp"
#include "engine/journal/journal.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/acts/reload.hpp"
#include "engine/session/resume/resume.hpp"
#include "rules/plan/resumption.hpp"

namespace pkgmap {

struct ResumeRun {
  Host& host;
  const Settings& settings;
  const Journal& journal;
  SessionRecord record;
  std::vector<SessionRecord> others;  ///< All others of this monit, the oldest first.
  monitrc::Parsed parsed;
  status::Status status;  ///< As the phase found it.
  /// Those of the control file; of a control file that cannot be understood, those that monit runs,
  /// with what the journal knows of their prerequisites.
  std::vector<monitrc::Check> checks;
  std::unique_ptr<MonitClient> monit;
  std::optional<MonitDaemon> daemon;
  std::unique_ptr<PackageDatabase>
      database;  ///< Null when it cannot be read: then no package answers for anything.
  ResumeOutcome outcome;
  FileLook look;
  ContentRecords records = {};  ///< As on disk.
  JudgedFiles files = {};       ///< As the phase found them.
  /// Checks whose file was replaced between our look and monit's.
  std::vector<std::string> raced = {};
  bool last_try = false;                                 ///< What raced gets an alarm, then.
  std::vector<rules::SubstituteCheck> substitutes = {};  ///< Substitute checks, as on disk.
  std::vector<rules::SubstituteCheck> elsewhere = {};    ///< Those of another monit.
  std::optional<Error> substitutes_trouble = {};         ///< Those cannot be read.
  std::vector<std::string> off_again =
      {};  ///< Monitored by this resume, and switched off at once: not tried twice.
  std::vector<NotResumed> prerequisite_off = {};  ///< By the last request: a prerequisite is off.
  bool by_person = true;  ///< Else what went off again after it was resumed is left alone.
  std::chrono::milliseconds settle{0};          ///< How long processes may take to come back.
  std::chrono::milliseconds act_bound{20'000};  ///< How long monit may take to monitor.

  const monitrc::ControlFile& control_file() const { return parsed.control_file; }
};

// steps.cpp

std::vector<std::string> names_of(const std::vector<monitrc::Check>& checks);

/// Nobody is left to whom the check belongs: neither its packages, nor other owners of what it
/// names, nor a process. A database that gives no answer takes no check away.
bool is_orphaned(ResumeRun& run, const SuspendedCheck& suspended, const monitrc::Check& check);

/// Looks at monit and at the session under the lock, where somebody else may have come first.
/// False: nothing is left to do.
Result<bool> begin_phase(ResumeRun& run);

/// What stands in the way of each check, and which wait for a new baseline.
std::vector<rules::ResumeFacts> resume_facts(ResumeRun& run);

/// Monitors a set that may come back, waits until it is true and notes it, also what went off again
/// at once. An Error names one that monit did not get to.
Done monitor_set(ResumeRun& run, const rules::CheckSet& set);

/// Waits until each of these that has `changed` tests which a reload before its first check would
/// make fire has been checked once.
void await_first_check(ResumeRun& run, const rules::CheckSet& set, std::int64_t since_usec);

// drift.cpp

/// The alarms that monit has to keep alive from its next reading on.
struct SubstitutePlan {
  std::vector<rules::SubstituteCheck> after;
  std::vector<rules::SubstituteCheck> ended;
};

/// Fills in run.substitutes, run.elsewhere and run.substitutes_trouble.
void read_alarms(ResumeRun& run);

/// As the judge decided about run.files.
SubstitutePlan plan_alarms(const ResumeRun& run);

/// Puts them where an include takes them, on disk before that. A reason: it cannot be, and nothing
/// is changed.
Result<std::optional<std::string>> write_substitutes(ResumeRun& run, const SubstitutePlan& plan);

/// monit has read them.
void note_substitutes(ResumeRun& run, const SubstitutePlan& plan);

// baselines.cpp

/// Fills in run.files, and notes what monit and we agree upon; drift of which monit does not tell
/// by itself any more is named. The caller holds the lock.
void look_at_files(ResumeRun& run);

/// Reads what that will look at; without the lock. False: it could not all be read in time.
bool read_ahead(ResumeRun& run);

/// Why monit cannot be reloaded, as far as that is known before a try. Returns nullopt if it can.
std::optional<std::string> reload_refused(ResumeRun& run);

/// Gate, reload, comparison with what monit shows then. Returns nullopt if monit holds the right
/// baselines, else why all checks that wait for one must stay suspended.
Result<std::optional<std::string>> take_new_baselines(ResumeRun& run);

// start_monit.cpp

/// After suspend_by_stopping(): starts monit again. The caller holds no lock.
Done resume_by_starting(ResumeRun& run);

// journal.cpp

/// Says on disk that it is being resumed, so that the guard takes over from whoever dies in it.
/// False: other hooks are still in the session, and nothing is to be resumed yet.
Result<bool> begin_resuming(ResumeRun& run, const ResumeRequest& request);

/// A journal that cannot be written is told, and stops nothing.
void remember(ResumeRun& run, const Done& saved);

void note_resumed(ResumeRun& run, const std::vector<std::string>& names);

/// They stay off until a person resumes them.
void note_off_again(ResumeRun& run, const std::vector<std::string>& names);

/// Those that somebody has monitored meanwhile, and those that neither a control file nor monit
/// knows, are nobody's task any more.
void drop_what_is_settled(ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const std::vector<std::string>& names);

/// What another session holds, or stands above it, is that session's to resume.
void leave_to_others(ResumeRun& run, const rules::CheckSet& left,
                     const std::vector<std::string>& names);

/// Ends the session, or leaves what stays suspended as leftover checks.
void close_session(ResumeRun& run, const std::vector<NotResumed>& kept);

/// The same as leave_to_guard() while another session holds the lock. False: the guard is dead, or
/// the mark could not be written.
bool leave_without_lock(ResumeRun& run);

/// The rest is the guard's; another one is started when it is dead.
Done leave_to_guard(ResumeRun& run);

}  // namespace pkgmap
