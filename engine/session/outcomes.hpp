// The outcomes of a suspend and of a resume. The engine returns them; the commands print them, and
// the host's log takes them. The types of this file are plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/result.hpp"
#include "parsers/source/check_name.hpp"
#include "rules/watched_daemon.hpp"

namespace pkgmap {

/// What suspend() returns.
struct SuspendOutcome {
  std::optional<std::string> session;  ///< Id of the session; nullopt if no session was needed.
  /// How many checks the control file has, monit's own system check included.
  std::size_t checks = 0;
  /// Names of the checks that this call suspended.
  CheckNames suspended;
  /// Names of the checks that the plan suspends and that are not off: monit did not unmonitor them
  /// in time, or has not answered yet (an unasked session; `trouble` says why).
  CheckNames not_suspended;
  std::vector<std::string> packages;  ///< NEVRAs that the suspended checks belong to.
  std::vector<std::string> notes;     ///< What people should know, one sentence each.
  /// Faults that the person who runs the package manager has to mend, one line each.
  std::vector<std::string> warnings;
  /// An error after the session had begun; the session goes on all the same.
  std::optional<Error> trouble;
  /// Why no monit can run during the transaction, so that there is nothing to suspend, as a clause
  /// for people; empty otherwise. See engine/facts/absent_monit.hpp.
  std::string absent;
  bool told = false;  ///< Another hook, which began the session, has already reported `trouble`.
  bool stopped_monit = false;  ///< monit could not be asked, so monit was stopped.
  bool refused = false;        ///< The policy wants the package manager to abort the transaction.
};

/// A check that was removed together with its package and its control file, so that no person needs
/// to act.
struct RemovedCheck {
  CheckName name;
  /// True: monit has the check, off, until it reads its control file again.
  bool monit_has_it = false;
};

/// A check whose daemon the transaction has not reached; see rules::WatchedDaemon::outdated.
struct OutdatedDaemon {
  CheckName check;
  rules::WatchedDaemon daemon;
};

/// What resume() returns.
struct ResumeOutcome {
  std::string session;     ///< Id of the session.
  bool finished = true;    ///< False if the guard, or another hook, has yet to resume the rest.
  bool was_over = false;   ///< The session had ended before this call: its guard has resumed it.
  SessionResults results;  ///< Of this call only.
  /// Names of the checks that are left to the guard or to another session.
  CheckNames pending;
  /// Other hooks are still in the session; the last hook to leave resumes the checks.
  bool left_to_hooks = false;
  std::vector<NotResumed> kept;  ///< Checks that this call could not resume, and that stay off.
  std::vector<RemovedCheck> removed;
  /// Names of the checks that somebody unmonitored while they were suspended, as monit's log says.
  /// They stay off, and no session has them any more.
  CheckNames said_off;
  /// Names of the checks of which monit's log does not tell whether somebody unmonitored them while
  /// they were suspended. This reason alone keeps no check off: the checks are resumed as all
  /// others. (A check with SuspendedCheck::went_off_again is another case, and is in `kept`.)
  CheckNames perhaps_said_off;
  /// Why the package database could not be read, so that it was not known which content is
  /// packaged. Empty if the database was read, or was not needed.
  std::string no_database;
  /// Why monit was not reloaded although a reload was due. Empty if no reload was due, or monit was
  /// reloaded.
  std::string not_reloaded;
  /// Names of the checks that the control file has and monit does not have, since monit has not
  /// read the control file since somebody added them. Empty if that is not known, and if `finished`
  /// is false.
  CheckNames unread;
  /// Daemons of the transaction's packages that still execute deleted files. Only daemons whose
  /// checks this call has resumed or has left to the guard.
  std::vector<OutdatedDaemon> outdated;
  bool started_monit = false;  ///< monit was stopped for the transaction and runs again.
  /// Set if the journal could not be written, although the checks are as this outcome says; the
  /// guard tries again.
  std::optional<Error> trouble;
  std::vector<std::string> packages;  ///< NEVRAs of the session.
  double seconds = 0;                 ///< How long ago the session began.
};

}  // namespace pkgmap
