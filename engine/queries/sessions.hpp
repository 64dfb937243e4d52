// Lists the sessions under way, the leftover checks of earlier sessions, the substitute checks, and
// the packages that changed without a hook.
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

/// A session, and how it stands with its checks now.
struct SessionView {
  SessionRecord record;
  bool alive = false;    ///< The package manager of the session still runs.
  bool watched = false;  ///< A process lives that will resume the session.
  /// The guard is late with its heartbeat: it is frozen, or waits for a disk.
  bool guard_is_late = false;
  /// What monit says of each of record.checks, in that order: "monitored", "off", "gone" (monit
  /// does not have it), or "unknown" if monit does not answer.
  std::vector<std::string> states;
};

/// A substitute check, and how it stands now.
struct SubstituteView {
  rules::SubstituteCheck check;
  /// As an element of SessionView::states. The check keeps its alarm only if it is "monitored".
  std::string state = "unknown";
  /// The file has the content that a transaction left: a scriptlet, or a process of root during the
  /// transaction, wrote it.
  bool by_transaction = false;
};

/// A removed check: it went with its package, and monit still has it, off.
struct RemovedView {
  CheckName name;
  std::string session;       ///< Id of the session that suspended it.
  std::int64_t since = 0;    ///< When this session began, in seconds since the epoch.
  std::string control_file;  ///< Of the monit that still has it.
};

struct SessionsView {
  std::vector<SessionView> sessions;  ///< Sessions under way.
  std::vector<SessionView> kept;      ///< Sessions that have ended, with their leftover checks.
  std::vector<RemovedView> removed;
  std::vector<SubstituteView> adrift;  ///< The substitute checks.
  /// Guards that run although the state directory does not have their sessions.
  std::vector<RunningGuard> lost;
  std::vector<Error> damaged;      ///< Sessions that cannot be read.
  Bypassed bypassed;               ///< Packages that changed without a hook.
  std::vector<std::string> notes;  ///< Messages about what could not be read.
};

/// Lists all of them. Fails if the state directory cannot be read; what else cannot be read becomes
/// a note.
Result<SessionsView> view_sessions(const Settings& settings);

/// Returns the ids of the sessions that the command `resume` without an id resumes: the sessions
/// that have ended, also with leftover checks, and those whose package manager has ended. Fails if
/// the state directory cannot be read.
Result<std::vector<std::string>> resumable_sessions(const Settings& settings);

/// Returns the id of the newest session that hooks have begun for the package manager with this pid
/// and that is not over. Returns nullopt if there is none, or if the pid belongs to another process
/// now. Fails if the state directory cannot be read.
Result<std::optional<std::string>> session_of_manager(const Settings& settings, int pid);

}  // namespace pkgmap
