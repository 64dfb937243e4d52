// The guard: a process of its own that outlives the package manager and resumes
// what a session suspended when the manager has ended without a word.
//
// Told to end (SIGTERM), it goes on for less than a minute: until its manager has
// ended, too, and the checks are back.
//
// It is this program again: a transient unit where systemd runs the host, else in
// its own session with nothing inherited but one pipe on which it sends its ready notification.
// It holds a pidfd of the manager, so a pid that is used again cannot fool it.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// The guard's own life: until its session is over. `ready` is the descriptor of its ready
/// notification; negative: there is none, and the signed record is its ready notification.
Done run_guard(const Settings& settings, const std::string& session, int ready,
               Host& host = this_host());

/// What the guard of try_guard() does.
bool notify_probe_ready(int ready);

}  // namespace pkgmap
