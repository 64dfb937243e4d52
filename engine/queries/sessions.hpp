// Lists the sessions under way, the leftover checks of earlier sessions (checks that a session
// could not resume), the substitute checks (checks of ours that keep the alarm about a drifted
// file), and the packages that changed without a hook. Also finds the sessions that a command
// means.
//
// Changes no file. If monit does not answer, the states are "unknown". For one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/session/acts/bypassed.hpp"
#include "engine/session/host/running_guards.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/source/check_name.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// A session, and what has become of its processes and checks.
struct SessionView {
  SessionRecord record;
  /// The package manager of the session still runs; false if the session has no package manager.
  bool alive = false;
  /// A process still lives that will resume the checks, as under_way()
  /// (engine/journal/watchers.hpp) decides. If false for a session that is not resumed yet, this
  /// session is dead.
  bool watched = false;
  /// The guard is late with its heartbeat: it is frozen, or waits for a disk.
  bool guard_is_late = false;
  /// What monit says of each of record.checks, in that order: "monitored", "off", "gone" (monit
  /// does not have it), or "unknown" if monit does not answer.
  std::vector<std::string> states;
};

/// A substitute check, and what monit says of it now.
struct SubstituteView {
  rules::SubstituteCheck check;
  /// One of the texts of SessionView::states. Only if it is "monitored", the check keeps the alarm.
  std::string state = "unknown";
  /// The file has the content that a transaction left: a scriptlet, or a process of root during the
  /// transaction, wrote it.
  bool by_transaction = false;
};

/// A removed check: the transaction erased its package, no control file defines it any more, and
/// monit still has it: off, unless somebody monitored it. If monit does not answer, view_sessions()
/// lists every check to which the first two conditions apply.
struct RemovedView {
  CheckName name;
  std::string session;       ///< Id of the session that suspended it.
  std::int64_t since = 0;    ///< When this session began, in seconds since the epoch.
  std::string control_file;  ///< Main control file of the monit that still has it.
};

struct SessionsView {
  /// The sessions that are not resumed yet, also dead ones; without those that never began
  /// (never_began(), engine/journal/watchers.hpp).
  std::vector<SessionView> sessions;
  /// The resumed sessions that have leftover checks. SessionRecord::checks has only those checks,
  /// without the checks in `removed`.
  std::vector<SessionView> kept;
  std::vector<RemovedView> removed;         ///< The removed checks of all resumed sessions.
  std::vector<SubstituteView> substitutes;  ///< Those that the state directory has.
  /// Guards that run although the state directory does not have their sessions.
  std::vector<RunningGuard> lost;
  std::vector<Error> damaged;  ///< One for each session that cannot be read; `notes` names it, too.
  Bypassed bypassed;           ///< Packages that changed without a hook.
  /// Messages about what could not be read, and about the first mistake in the control file.
  std::vector<std::string> notes;
};

/// Returns everything that SessionsView lists. If the state directory does not exist, there are no
/// sessions. Fails if the state directory exists and cannot be read. Whatever else cannot be read
/// becomes a note.
Result<SessionsView> view_sessions(const Settings& settings);

/// Returns the ids of the sessions that the command `resume` without an id resumes:
/// - the sessions whose transaction has ended;
/// - the sessions with leftover checks;
/// - the sessions whose package manager has ended, and those without a package manager.
/// Leaves out a session that cannot be read. If the state directory does not exist, returns no ids.
/// Fails if the state directory exists and cannot be read.
Result<std::vector<std::string>> resumable_sessions(const Settings& settings);

/// Returns the id of the newest session of the package manager with this pid whose transaction has
/// not ended. Returns nullopt if there is no such session or it cannot be read, if another process
/// has this pid now, or if the state directory does not exist. Fails if the state directory exists
/// and cannot be read.
Result<std::optional<std::string>> session_of_manager(const Settings& settings, int pid);

}  // namespace pkgmap
