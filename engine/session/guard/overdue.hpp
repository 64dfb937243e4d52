// Finds overdue sessions: they are not dead, but late with the resume of their checks. For one
// thread; the function cannot fail.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// A session that should have ended, or whose guard is late, while some of its checks are off.
struct Overdue {
  std::string session;  ///< Its id.
  /// The checks of the session that monit shows as off; all of them if monit cannot be asked.
  CheckNames checks;
  std::string reason;  ///< A clause for people: "its lease is over".
  /// The heartbeat of its guard is late.
  bool guard_is_late = false;
};

/// Returns those of `sessions` that are overdue, in their order: never a dead session (is_dead() in
/// engine/session/acts/stale.hpp), and no session with leftover checks alone. Asks monit only if a
/// session should have ended or its guard is late.
std::vector<Overdue> overdue_sessions(const Settings& settings,
                                      const std::vector<SessionRecord>& sessions, Host& host);

}  // namespace pkgmap
