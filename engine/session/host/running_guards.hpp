// Finds the guards that run by their command lines: a guard whose session is not on disk can be
// found in no other way.
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
  std::string session;
};

/// The guards of this program, user, mount namespace and state directory, by pid. Another user's
/// process is none, whatever its command line says.
std::vector<RunningGuard> guards_that_run(const Settings& settings);

/// Those whose session is neither in the journal nor has left an end mark there: something removed
/// or hid the journal. A guard that goes on writes its session again, so this waits two seconds at
/// most until no guard is lost. Returns none if the sessions cannot be listed.
std::vector<RunningGuard> lost_guards(const Settings& settings, Host& host);

/// Says for people that such a guard runs.
Error lost_guard_error(const RunningGuard& guard);

}  // namespace pkgmap
