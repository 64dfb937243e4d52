// Finds the guards that run by their command lines: a guard whose session is not on disk can be
// found in no other way.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// A guard that runs, and the session in its command line.
struct RunningGuard {
  int pid = 0;
  std::string session;
};

/// The guards of this program, user, mount namespace and state directory, by pid. Another user's
/// process is none, whatever its command line says.
std::vector<RunningGuard> guards_that_run(const Settings& settings);

/// Those whose session is neither in the journal nor has left an end mark there: something removed
/// or hid the journal.
std::vector<RunningGuard> lost_guards(const std::vector<RunningGuard>& running,
                                      const Journal::Sessions& sessions);

/// Says for people that such a guard runs.
Error lost_guard_error(const RunningGuard& guard);

}  // namespace pkgmap
