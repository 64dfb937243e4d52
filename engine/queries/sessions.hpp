// The sessions under way, the leftover checks of earlier sessions, the substitute checks, and the
// packages that changed without a hook.
//
// Changes no file. Works while monit is down: the states are then "unknown".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/session/acts/bypassed.hpp"
#include "engine/session/host/running_guards.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

struct SessionView {
  SessionRecord record;
  bool alive = false;    ///< The package manager of the session still runs.
  bool watched = false;  ///< A process lives that will resume the session.
  /// The guard is late with its heartbeat: it is frozen, or waits for a disk.
  bool guard_is_late = false;
  /// monit's state of each check in record.checks, in the same order: "monitored", "off", "gone",
  /// or "unknown" if monit does not answer.
  std::vector<std::string> states;
};

struct SubstituteView {
  rules::SubstituteCheck check;
  /// As SessionView::states. The check keeps its alarm only if "monitored".
  std::string state = "unknown";
  /// The content is as a transaction left it: a scriptlet, or a person during the transaction.
  bool by_transaction = false;
};

/// A check that went with its package and that monit still has, off.
struct RemovedView {
  std::string name;
  std::string session;       ///< Id of the session that suspended it.
  std::int64_t since = 0;    ///< When this session began, in seconds since the epoch.
  std::string control_file;  ///< Of the monit that still has it.
};

struct SessionsView {
  std::vector<SessionView> sessions;  ///< Under way.
  std::vector<SessionView> kept;      ///< Ended, with leftover checks.
  std::vector<RemovedView> removed;
  std::vector<SubstituteView> adrift;  ///< The substitute checks.
  /// Guards that run although the state directory does not have their sessions.
  std::vector<RunningGuard> lost;
  std::vector<Error> damaged;      ///< Sessions that cannot be read.
  Bypassed bypassed;               ///< Packages that changed without a hook.
  std::vector<std::string> notes;  ///< Messages about what could not be read.
};

/// Fails if the state directory cannot be read.
Result<SessionsView> view_sessions(const Settings& settings);

/// Returns the ids of the sessions that `resume` without a name resumes: those that have ended,
/// also with leftover checks, and those whose package manager has ended.
Result<std::vector<std::string>> resumable_sessions(const Settings& settings);

/// Returns the newest session that hooks have begun for the package manager with this pid and that
/// is not over. Returns nullopt if there is none, or if the pid belongs to another process by now.
Result<std::optional<std::string>> session_of_manager(const Settings& settings, int pid);

}  // namespace pkgmap
