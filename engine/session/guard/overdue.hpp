// Finds sessions that are not dead, and are still late with their checks.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// A session some of whose checks are off though it should have ended, or has no guard on which
/// anybody can rely.
struct Overdue {
  std::string session;
  std::vector<std::string>
      checks;          ///< Those that monit shows as off; all if monit cannot be asked.
  std::string reason;  ///< A part of a sentence for people.
  bool guard_is_late = false;
};

/// The overdue ones among these sessions; a dead one is none of them. Asks monit only if there may
/// be one.
std::vector<Overdue> overdue_sessions(const Settings& settings,
                                      const std::vector<SessionRecord>& sessions, Host& host);

}  // namespace pkgmap
