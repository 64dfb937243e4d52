// Lists the sessions under way, the leftover checks of earlier sessions, the substitute checks, and
// the packages that changed without a hook. Also finds the sessions that a command means.
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
  /// The package manager of the session still runs; false if the session has none.
  bool alive = false;
  bool watched = false;  ///< A process lives that will resume the session, as under_way()
                         ///< (engine/journal/watchers.hpp) decides.
  /// The guard is late with its heartbeat: it is frozen, or waits for a disk.
  bool guard_is_late = false;
  /// What monit says of each of record.checks, in that order: "monitored", "off", "gone" (monit
  /// does not have it), or "unknown" if monit does not answer.
  std::vector<std::string> states;
};

/// A substitute check, and what monit says of it now.
struct SubstituteView {
  rules::SubstituteCheck check;
  /// As an element of SessionView::states. The check keeps its alarm only if it is "monitored".
  std::string state = "unknown";
  /// The file has the content that a transaction left: a scriptlet, or a process of root during the
  /// transaction, wrote it.
  bool by_transaction = false;
};

/// A removed check: the transaction erased its package, no control file defines it any more, and
/// monit still has it, off. If monit does not answer, it counts as one that monit has.
struct RemovedView {
  CheckName name;
  std::string session;       ///< Id of the session that suspended it.
  std::int64_t since = 0;    ///< When this session began, in seconds since the epoch.
  std::string control_file;  ///< Main control file of the monit that still has it.
};

struct SessionsView {
  std::vector<SessionView> sessions;  ///< The sessions that are not resumed yet, also dead ones.
  std::vector<SessionView> kept;      ///< The resumed sessions that have leftover checks.
  std::vector<RemovedView> removed;   ///< The removed checks, which `kept` then lacks.
  std::vector<SubstituteView> substitutes;
  /// Guards that run although the state directory does not have their sessions.
  std::vector<RunningGuard> lost;
  std::vector<Error> damaged;      ///< Sessions that cannot be read.
  Bypassed bypassed;               ///< Packages that changed without a hook.
  std::vector<std::string> notes;  ///< Messages about what could not be read.
};

/// Returns everything that SessionsView lists. Fails if the state directory cannot be read; returns
/// no sessions if it does not exist. Whatever else cannot be read becomes a note.
Result<SessionsView> view_sessions(const Settings& settings);

/// Returns the ids of the sessions that the command `resume` without an id resumes: those whose
/// transaction has ended, those with leftover checks, and those whose package manager has ended or
/// that have none. Leaves out a session that cannot be read. Fails if the state directory cannot be
/// read; returns no ids if it does not exist.
Result<std::vector<std::string>> resumable_sessions(const Settings& settings);

/// Returns the id of the newest session of the package manager with this pid whose transaction has
/// not ended. Returns nullopt if no readable session is such, if the pid belongs to another process
/// now, or if the state directory does not exist. Fails if the state directory cannot be read.
Result<std::optional<std::string>> session_of_manager(const Settings& settings, int pid);

}  // namespace pkgmap
