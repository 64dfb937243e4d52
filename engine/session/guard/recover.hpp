// Resumes what dead sessions left suspended: after a reboot, a power failure or a killed guard.
//
// Safe at any time: a session whose package manager, guard or resumer lives is left alone; a guard
// or resumer whose heartbeat is late counts as dead and is killed. On a host without sessions no
// file is made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/session/acts/bypassed.hpp"
#include "engine/session/guard/overdue.hpp"
#include "engine/session/resume/resume.hpp"

namespace pkgmap {

/// The manager of a session in Recovered whose record cannot be read.
inline constexpr const char* kUnreadable = "unreadable";

/// A dead session, and what became of it.
struct Recovered {
  SessionRecord record;  ///< As it was found.
  Result<ResumeOutcome> outcome;
  bool lost = false;  ///< Only the command line of a guard names the session: it is not on disk.
};

/// Resumes every dead session, the oldest first. Tries the leftover checks once more if there was
/// no dead session, makes the rechecks that are due, and ends the substitute checks whose file is
/// recovered.
Result<std::vector<Recovered>> recover(const Settings& settings, Host& host = this_host());

/// The same, and resumes what somebody suspended by hand, whose guard lives. A session whose
/// package manager lives is left to its guard. For the package of this program, before it is
/// removed.
Result<std::vector<Recovered>> recover_all(const Settings& settings, Host& host = this_host());

/// What there is to do, for a caller that must not resume by itself: a reload kills a program that
/// monit runs.
struct Stale {
  std::vector<std::string> handed_over;  ///< Ids of dead sessions that have a guard now.
  std::vector<std::string> kept;         ///< Leftover checks.
  std::vector<std::string> adrift;       ///< Files with a wrong content.
  std::vector<Error> damaged;            ///< Sessions that cannot be read.
  std::vector<Overdue> overdue{};        ///< Sessions that live on and are late.
  std::vector<RunningGuard> lost{};      ///< Guards whose session is not on disk.
  Bypassed bypassed{};                   ///< Packages that changed without a hook.
  std::optional<Error> mistake{};        ///< Of the control file on disk.
};

Result<Stale> hand_over_to_guards(const Settings& settings, Host& host = this_host());

}  // namespace pkgmap
