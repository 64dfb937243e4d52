// The guard: a process of its own that outlives the package manager and resumes
// what a session suspended when the manager has ended without a word.
//
// Told to end (SIGTERM), it goes on for less than a minute: until its manager has
// ended, too, and the checks are back.
//
// It is this program again, in its own session, with nothing inherited but one
// pipe on which it gives its word. It holds a pidfd of the manager, so a pid
// that is used again cannot fool it.
#pragma once

#include <string>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns when the guard watches, or with an Error when it does not (5 s at most). The caller
/// holds the journal's lock: the guard writes itself into the session's record before it gives its
/// word.
Done start_guard(const Settings& settings, const std::string& session);

/// The guard's own life: until its session is over. `ready` is the descriptor to give its word on.
Done run_guard(const Settings& settings, const std::string& session, int ready);

}  // namespace pkgmap
