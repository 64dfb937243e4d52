// Finds the running guards (engine/session/guard/guard.hpp) by the command lines of all processes.
// A guard whose session is not on disk can be found in no other way. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class Host;

/// A guard that runs, and the session in its command line.
struct RunningGuard {
  int pid = 0;
  std::string session;  ///< Id of the session.
};

/// Returns the running guards, in the order of their pids. A process counts only if it runs this
/// program as this user, with this mount namespace and this root directory, and its command line
/// names the state directory of the settings. Cannot fail.
std::vector<RunningGuard> guards_that_run(const Settings& settings);

/// Returns the lost guards, in the order of their pids. A guard is lost if something has removed or
/// hidden its session, so that the journal has no trace of the session: no record (readable or
/// not), no recheck and no end mark (engine/journal/journal.hpp).
///
/// A guard that still works writes its session again within moments. So the function returns as
/// soon as no guard is lost, and after two seconds at the latest. Returns an empty list if the
/// sessions cannot be listed.
std::vector<RunningGuard> lost_guards(const Settings& settings, Host& host);

/// Returns an Error whose message tells people of this lost guard.
Error lost_guard_error(const RunningGuard& guard);

}  // namespace pkgmap
