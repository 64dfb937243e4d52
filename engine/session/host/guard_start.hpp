// Starts a guard (engine/session/guard/guard.hpp) as a new process of this program. If systemd runs
// the host and can make a transient unit, the guard becomes such a unit. Otherwise the guard is a
// process that is no child of this process, has a process session of its own (setsid(2)), and
// inherits only the pipe for its ready notification. For one thread.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Starts the guard of the session with this id, and returns when the guard has sent its ready
/// notification. Waits 15 s at most: if no notification has come by then, returns an Error, and a
/// slow guard may still begin.
///
/// The caller holds the lock of the journal before, during and after the call, or the record names
/// the caller as the guard. The guard needs no lock to sign (Journal::sign()), and signs before it
/// sends the notification. So the caller loads the record again after the call, to have the guard's
/// pid.
Done start_guard(const Settings& settings, const std::string& session);

/// Finds out whether a guard can be started: starts a process in the same way, which guards no
/// session and ends at once. An Error if this process cannot be started.
Done try_guard(const Settings& settings);

/// Returns the command line of a guard, argv[0] first, without the descriptor for its ready
/// notification.
std::vector<std::string> guard_arguments(const Settings& settings, const std::string& session);

/// Returns the command line of systemd-run(1), argv[0] first, that starts the guard as a unit.
/// `program`: the path of the executable of this program.
std::vector<std::string> guard_unit_command(const Settings& settings, const std::string& session,
                                            const std::string& program);

/// The properties of the unit, as in systemd.service(5) and systemd.exec(5). When the guard is told
/// to stop, it gets 60 s: 45 s in which it waits for its package manager, and the rest for the
/// resume. When memory runs out, the kernel kills it last. Other users cannot read the files that
/// it makes. Processes that it started outlive the unit.
inline constexpr std::array<std::pair<const char*, const char*>, 4> kGuardUnitProperties = {{
    {"TimeoutStopSec", "60"},
    {"OOMScoreAdjust", "-900"},
    {"UMask", "0077"},
    {"KillMode", "process"},
}};

}  // namespace pkgmap
