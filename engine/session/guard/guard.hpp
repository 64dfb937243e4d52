// The guard is a process that outlives the package manager, and resumes a session if the package
// manager ends without calling its hook.
//
// The guard is this program again: a transient unit if systemd runs the host, else a process in its
// own session that inherits only the pipe for its ready notification. While it sleeps, it holds a
// pidfd of the package manager, so another process with the same pid cannot take the package
// manager's place.
//
// When systemd or a person tells the guard to end (SIGTERM), it goes on for less than a minute:
// until its package manager has ended, too, and the checks are resumed.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Runs the guard of the session with this id in this process. Returns when the session has ended
/// and its recheck has been made; without the recheck if this process is told to end. `ready`: the
/// descriptor of the pipe for the ready notification, which this function closes. Negative if there
/// is no pipe: then the pid that the guard writes into the record is the notification. An Error if
/// the session cannot be loaded, signed or resumed.
Done run_guard(const Settings& settings, const std::string& session, int ready,
               Host& host = this_host());

/// Does the whole work of the guard that try_guard() starts: sends the ready notification through
/// the descriptor `ready`, and closes it. Returns whether the notification was sent.
bool notify_probe_ready(int ready);

}  // namespace pkgmap
