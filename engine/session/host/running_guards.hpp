// Finds the guards that run, by the command lines of all processes: a guard whose session is not on
// disk can be found in no other way. For one thread.
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

/// Returns the running guards of this program, this user, this mount namespace and the state
/// directory of the settings, in the order of their pids. A process of another user or another
/// program is no guard, whatever its command line says. Cannot fail.
std::vector<RunningGuard> guards_that_run(const Settings& settings);

/// Returns the lost guards. A guard is lost if something has removed or hidden its session: the
/// journal has neither a record of the session (readable or not), nor the end mark of the ended
/// session, nor a recheck (an ended session whose resumed checks await one more look, journal.hpp).
/// A guard that still works writes its session again within moments. So the function returns as
/// soon as no guard is lost, and after two seconds at the latest. Returns an empty list if the
/// sessions cannot be listed.
std::vector<RunningGuard> lost_guards(const Settings& settings, Host& host);

/// Returns the Error by which people learn of this lost guard.
Error lost_guard_error(const RunningGuard& guard);

}  // namespace pkgmap
