// The guard: a process of its own that outlives the package manager, and resumes a session if the
// package manager ends without calling its hook.
//
// The guard is this program again: a transient unit if systemd runs the host, else a process in its
// own session that inherits nothing but the pipe for its ready notification. It holds a pidfd of
// the package manager while it sleeps, so another process with the same pid cannot take the
// manager's place.
//
// Told to end (SIGTERM), the guard goes on for less than a minute: until its package manager has
// ended, too, and the checks are resumed.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Runs the guard of a session; returns when the session is over. `ready` is the descriptor for the
/// ready notification; negative if there is none: then the signed record is the ready notification.
/// An Error if the session cannot be loaded, signed or resumed.
Done run_guard(const Settings& settings, const std::string& session, int ready,
               Host& host = this_host());

/// The whole work of the guard that try_guard() starts. Returns whether the notification was sent.
bool notify_probe_ready(int ready);

}  // namespace pkgmap
