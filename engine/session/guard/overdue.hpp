// Finds overdue sessions: a process still sees to each of them, but is late with the resume. For
// one thread; the function cannot fail.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// A session that should have been resumed by now, or whose guard is late, and that has checks that
/// are off.
struct Overdue {
  std::string session;  ///< Its id.
  /// The checks of the session that monit shows as off; all of them if monit cannot be asked.
  CheckNames checks;
  std::string reason;  ///< A clause for people: "its lease is over".
  /// True if the heartbeat of its guard is late (engine/journal/heartbeats.hpp).
  bool guard_is_late = false;
};

/// Returns the overdue sessions among `sessions`, in their order. Leaves out a dead session
/// (is_dead() in engine/session/acts/stale.hpp), a session that never began or has only leftover
/// checks, and a session none of whose checks is off. Asks monit only about a session that would be
/// overdue.
std::vector<Overdue> overdue_sessions(const Settings& settings,
                                      const std::vector<SessionRecord>& sessions, Host& host);

}  // namespace pkgmap
