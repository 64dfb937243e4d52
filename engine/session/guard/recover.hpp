// Resumes what dead sessions left suspended: after a reboot, a power failure or a killed guard.
//
// A session is dead if its guard and its resumer (the process that has begun to resume the session)
// have ended, and its package manager has ended or the lease of the session is over. A guard or
// resumer with a late heartbeat counts as ended, and the functions kill it. Only recover_all() also
// resumes sessions that are not dead: those without a package manager.
//
// The functions may be called at any time. They make no file on a host without a state directory.
// They take the lock, so the caller must not hold it. For one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/session/acts/bypassed.hpp"
#include "engine/session/guard/overdue.hpp"
#include "engine/session/resume/resume.hpp"

namespace pkgmap {

/// SessionRecord::manager in a Recovered for a session whose record cannot be read; `outcome` is
/// then the Error.
inline constexpr const char* kUnreadable = "unreadable";

/// A dead session, or another thing that recover() found, and what became of it.
struct Recovered {
  /// The record as recover() found it. In three cases only some members are set:
  /// - A session whose record cannot be read: only SessionRecord::manager, which is kUnreadable.
  /// - A failure of begin_file_recovery() (file_recovery.hpp): only SessionRecord::manager, which
  ///   is kFileRecovery. `outcome` has the Error.
  /// - `lost` is true: only SessionRecord::id and guard_pid.
  SessionRecord record;
  Result<ResumeOutcome> outcome;
  /// True if the session is not on disk: only the command line of a running guard names it.
  /// `outcome` is then an Error.
  bool lost = false;
};

/// Gives up the leftover checks that somebody has monitored (give_back_leftovers(),
/// engine/session/acts/taken_back.hpp). Resumes every dead session, the oldest first. If there is
/// no dead session, tries to resume the leftover checks. Makes the rechecks that are due
/// (recheck.hpp), and resumes the session that begin_file_recovery() (file_recovery.hpp) begins.
///
/// Returns one element for each dead session, each session whose record cannot be read, each lost
/// guard, and for the substitute checks if a session was begun for them or that failed. An Error if
/// the journal cannot be read; the errors of resumes are in the elements of the result.
Result<std::vector<Recovered>> recover(const Settings& settings, Host& host = this_host());

/// First resumes every session without a package manager (such as a session that a person began by
/// hand), even if the guard of the session lives; then does what recover() does. A session whose
/// package manager lives is left to its guard. The package of this program calls this function
/// before the package is removed.
Result<std::vector<Recovered>> recover_all(const Settings& settings, Host& host = this_host());

/// What hand_over_to_guards() found.
struct Stale {
  /// Ids of the dead sessions. Each has got a guard, if a guard could be started.
  std::vector<std::string> handed_over;
  /// Names of the leftover checks, without those that are removed (SuspendedCheck::removed) and
  /// that no control file defines again.
  CheckNames kept;
  /// Paths of checksummed files without the good content; if the files were not looked at
  /// (begin_file_recovery()), only those with a substitute check.
  std::vector<std::string> drifted;
  std::vector<Error> damaged;        ///< Sessions that cannot be read.
  std::vector<Overdue> overdue{};    ///< Sessions that should have ended, or whose guard has a late
                                     ///< heartbeat.
  std::vector<RunningGuard> lost{};  ///< Guards whose session is not on disk.
  Bypassed bypassed{};               ///< Packages that changed without a hook.
  /// The mistake in the control file on disk; nullopt if it has none or cannot be read.
  std::optional<Error> mistake{};
};

/// Finds what recover() finds, but resumes no session itself: starts a guard for each dead session,
/// and a guard to begin or end substitute checks. For a program that monit runs: a reload of monit
/// kills this program, so it cannot resume a session itself.
///
/// Besides, the function
/// - starts another guard for an overdue session whose guard has a late heartbeat;
/// - makes the rechecks that are due;
/// - if the control file has no mistake, writes its checks as the last reading
///   (engine/journal/last_reading.hpp);
/// - writes the mark, the list of installed packages with which Stale::bypassed is found
///   (engine/session/acts/bypassed.hpp).
///
/// An Error if the journal cannot be read. Every other error is in a member of Stale, or ignored.
Result<Stale> hand_over_to_guards(const Settings& settings, Host& host = this_host());

}  // namespace pkgmap
