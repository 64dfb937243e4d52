// The guard is a process that outlives the package manager, and resumes a session if the package
// manager ends without calling its hook.
//
// The guard is this program again. If systemd runs the host, the guard is a transient unit;
// otherwise a process in its own process session (setsid(2)) that inherits only the pipe for its
// ready notification. While it sleeps, it holds a pidfd of the package manager, so another process
// with the same pid cannot take the package manager's place.
//
// When systemd or a person tells the guard to end (SIGTERM), the guard waits up to 45 s for its
// package manager to end, too, and resumes the checks; after these 45 s it begins no further try.
// If the machine shuts down, the guard ends without the resume: `monit-pkgmap recover` resumes the
// checks after the next boot.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Runs the guard of the session with this id in this process. Returns when the session has ended,
/// or has only leftover checks, and its recheck has been made; without the recheck if this process
/// is told to end. Returns also if another guard has taken over the session.
///
/// `ready`: the descriptor of the pipe for the ready notification, which this function closes.
/// Negative if there is no pipe: then the guard's signature (Journal::sign()) is the notification.
/// An Error if the session cannot be loaded or resumed, if the guard cannot sign, or if it cannot
/// send the notification.
Done run_guard(const Settings& settings, const std::string& session, int ready,
               Host& host = this_host());

/// Does the whole work of a probe: sends the ready notification through the descriptor `ready`, and
/// closes the descriptor. A probe is a guard without a session, which try_guard()
/// (engine/session/host/guard_start.hpp) starts to see whether a guard can start. Returns whether
/// the notification was sent; false if `ready` is negative.
bool notify_probe_ready(int ready);

}  // namespace pkgmap
