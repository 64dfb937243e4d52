// The outcomes of a suspend and of a resume, which the engine returns. The commands print them, and
// outcome_log.hpp makes entries of the host's log from them. The types of this file are plain
// values.
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
  /// Names of the checks that the plan suspends and that are not off, because monit did not
  /// unmonitor them in time, or because `trouble` is set.
  CheckNames not_suspended;
  std::vector<std::string> packages;  ///< NEVRAs that the suspended checks belong to.
  std::vector<std::string> notes;     ///< What people should know, one sentence each.
  /// Faults that the person who runs the package manager has to mend, one line each.
  std::vector<std::string> warnings;
  /// An error after the session had begun, or why a session is unasked (monit has not answered
  /// yet). The session goes on all the same, unless another process has ended it meanwhile.
  std::optional<Error> trouble;
  /// A clause for people: why no monit can run during the transaction
  /// (engine/facts/absent_monit.hpp), so that there is nothing to suspend. Empty otherwise.
  std::string absent;
  bool told = false;  ///< Another hook, which began the session, has already reported `trouble`.
  bool stopped_monit = false;  ///< This call stopped monit.
  bool refused = false;        ///< The package manager has to abort the transaction.
};

/// A check whose package was erased and that no control file defines any more. No person needs to
/// act.
struct RemovedCheck {
  CheckName name;
  /// True if monit still has the check, off, until monit reads its control file again.
  bool monit_has_it = false;
};

/// A check whose daemon the transaction has not reached; see rules::WatchedDaemon::outdated.
struct OutdatedDaemon {
  CheckName check;
  rules::WatchedDaemon daemon;
};

/// What resume() returns.
struct ResumeOutcome {
  std::string session;  ///< Id of the session.
  /// False if the guard, another hook or another process has yet to resume checks of the session.
  bool finished = true;
  /// True if the session had ended before this call, since its guard has resumed it.
  bool was_over = false;
  SessionResults results;  ///< Of this call only.
  /// Names of the checks that another process has yet to resume: the guard, another hook, or a
  /// process of another session.
  CheckNames pending;
  /// True if other hooks are still in the session; the last hook to leave resumes the checks.
  bool left_to_hooks = false;
  std::vector<NotResumed> kept;  ///< Checks that this call could not resume, and that stay off.
  std::vector<RemovedCheck> removed;
  /// Names of the checks that somebody unmonitored while they were suspended, as monit's log says.
  /// They stay off, and no session has them any more.
  CheckNames said_off;
  /// Names of the checks of which monit's log does not tell for sure whether somebody unmonitored
  /// them while they were suspended. The resume does not leave them off for this reason. (A check
  /// with SuspendedCheck::went_off_again is another case: if it is left off, it is in `kept`.)
  CheckNames perhaps_said_off;
  /// Why the package database could not be read, so that it was not known which content is
  /// packaged. Empty if the database was read, or was not needed.
  std::string no_database;
  /// Why monit was not reloaded although a reload was due. Empty if no reload was due, or monit was
  /// reloaded.
  std::string not_reloaded;
  /// Names of the unread checks: the control file has them, and monit does not, because nobody has
  /// made monit read its control file since they were added. Empty if that is not known, or if
  /// `finished` is false.
  CheckNames unread;
  /// Outdated daemons of the transaction's packages. Has only daemons whose checks this call has
  /// resumed or has left to another process.
  std::vector<OutdatedDaemon> outdated;
  /// The session had stopped monit, and monit runs again: this call or somebody else started it.
  bool started_monit = false;
  /// The first Error about a text of the state directory that could not be read or written. The
  /// checks are as this outcome says all the same.
  std::optional<Error> trouble;
  std::vector<std::string> packages;  ///< NEVRAs, as SessionRecord::packages.
  double seconds = 0;                 ///< How long ago the session began; a whole number.
};

}  // namespace pkgmap
