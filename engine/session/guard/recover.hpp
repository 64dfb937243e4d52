// Resumes what dead sessions left suspended: after a reboot, a power failure or a killed guard.
//
// Safe at any time. A session whose package manager, guard or resumer lives is left alone; a guard
// or resumer whose heartbeat is late counts as dead and is killed. On a host without a state
// directory no file is made. For one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/session/acts/bypassed.hpp"
#include "engine/session/guard/overdue.hpp"
#include "engine/session/resume/resume.hpp"

namespace pkgmap {

/// SessionRecord::manager of a Recovered that stands for a session whose record cannot be read; its
/// `outcome` is the Error.
inline constexpr const char* kUnreadable = "unreadable";

/// A dead session, or another thing that recover() found, and what became of it.
struct Recovered {
  /// As it was found. Only its manager is set for an unreadable session (kUnreadable) and for
  /// substitute checks about which there is no answer (kFileRecovery).
  SessionRecord record;
  Result<ResumeOutcome> outcome;
  /// True: the session is not on disk; only the command line of a running guard names it. `outcome`
  /// is then an Error.
  bool lost = false;
};

/// Resumes every dead session, the oldest first. Without a dead session, tries the leftover checks
/// once more. Then makes the rechecks that are due, and ends the substitute checks whose file is
/// recovered. An Error if the journal cannot be read; every other error is in a Recovered.
Result<std::vector<Recovered>> recover(const Settings& settings, Host& host = this_host());

/// As recover(), but first resumes every session that has no package manager, such as one that a
/// person began by hand, though its guard lives. A session whose package manager lives is left to
/// its guard. The package of this program calls it before the package is removed.
Result<std::vector<Recovered>> recover_all(const Settings& settings, Host& host = this_host());

/// What hand_over_to_guards() found.
struct Stale {
  /// Ids of the dead sessions, each of which has got a guard if one could be started.
  std::vector<std::string> handed_over;
  /// Names of the leftover checks that a control file still defines.
  std::vector<std::string> kept;
  std::vector<std::string> adrift;   ///< Paths of the files with a wrong content.
  std::vector<Error> damaged;        ///< Sessions that cannot be read.
  std::vector<Overdue> overdue{};    ///< Sessions that live on and are late.
  std::vector<RunningGuard> lost{};  ///< Guards whose session is not on disk.
  Bypassed bypassed{};               ///< Packages that changed without a hook.
  /// The mistake in the control file on disk; nullopt if it has none or cannot be read.
  std::optional<Error> mistake{};
};

/// Looks as recover() does, but lets new guards resume the dead sessions, for a caller that must
/// not resume by itself: monit may run this program, and a reload kills a program that monit runs.
/// Also gives a session whose guard is late another guard, and keeps the last reading of the
/// control file. An Error if the journal cannot be read.
Result<Stale> hand_over_to_guards(const Settings& settings, Host& host = this_host());

}  // namespace pkgmap
