// Resumes what dead sessions left suspended: after a reboot, a power failure or a killed guard.
//
// A session is dead if its guard and its resumer (the process that resumes the session) have ended,
// and its package manager has ended or the lease of the session is over. A guard or resumer with a
// late heartbeat counts as ended, and the functions kill this process. Only recover_all() also
// resumes some sessions that are not dead: those without a package manager. Safe at any time. The
// functions make no file on a host without a state directory. The functions take the lock, so the
// caller must not hold the lock. For one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/session/acts/bypassed.hpp"
#include "engine/session/guard/overdue.hpp"
#include "engine/session/resume/resume.hpp"

namespace pkgmap {

/// Stands in SessionRecord::manager of a Recovered for a session whose record cannot be read;
/// `outcome` is then the Error.
inline constexpr const char* kUnreadable = "unreadable";

/// A dead session, or another thing that recover() found, and what became of it.
struct Recovered {
  /// The record as recover() found it. In three cases the record is not whole.
  /// SessionRecord::manager alone is set for a session whose record cannot be read (kUnreadable),
  /// and after a failure of begin_file_recovery() (kFileRecovery, file_recovery.hpp), whose Error
  /// is in `outcome`. SessionRecord::id and guard_pid alone are set if `lost` is true.
  SessionRecord record;
  Result<ResumeOutcome> outcome;
  /// True: the session is not on disk; only the command line of a running guard names it. `outcome`
  /// is then an Error.
  bool lost = false;
};

/// Resumes every dead session, the oldest first. If there is no dead session, tries the leftover
/// checks once more. Makes the rechecks that are due (does monit still monitor what a session
/// resumed?), and ends the substitute checks whose file is recovered. An Error if the journal
/// cannot be read; the errors of resumes are in the elements of the result.
Result<std::vector<Recovered>> recover(const Settings& settings, Host& host = this_host());

/// Does what recover() does, but first resumes every session without a package manager (such as a
/// session that a person began by hand), although the guard of the session lives. Does not touch a
/// session whose package manager lives: the guard of that session resumes it. The package of this
/// program calls this function before the package is removed.
Result<std::vector<Recovered>> recover_all(const Settings& settings, Host& host = this_host());

/// What hand_over_to_guards() found.
struct Stale {
  /// Ids of the dead sessions. Each has got a guard, if a guard could be started.
  std::vector<std::string> handed_over;
  /// Names of the leftover checks that a control file still defines.
  CheckNames kept;
  std::vector<std::string> drifted;  ///< Paths of checksummed files without the good content.
  std::vector<Error> damaged;        ///< Sessions that cannot be read.
  std::vector<Overdue> overdue{};    ///< Sessions that should have ended, or whose guard has a late
                                     ///< heartbeat.
  std::vector<RunningGuard> lost{};  ///< Guards whose session is not on disk.
  Bypassed bypassed{};               ///< Packages that changed without a hook.
  /// The mistake in the control file on disk; nullopt if it has none or cannot be read.
  std::optional<Error> mistake{};
};

/// Finds what recover() finds, but resumes no session itself: starts a guard for each dead session,
/// and a guard to begin or end substitute checks. For a program that monit runs, since a reload of
/// monit kills this program.
///
/// If the heartbeat of a guard is late, starts another guard for its session. Makes the rechecks
/// that are due. If the control file has no mistake, stores its checks in the state directory as
/// the last reading (engine/journal/last_reading.hpp). Writes the mark (the list of installed
/// packages, from which Stale::bypassed is found). An Error if the journal cannot be read; every
/// other error is in a member of Stale or ignored.
Result<Stale> hand_over_to_guards(const Settings& settings, Host& host = this_host());

}  // namespace pkgmap
