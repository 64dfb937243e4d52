// Starts a guard: this program again, as a transient unit where systemd runs the host, else in its
// own session with nothing inherited but one pipe on which it sends its ready notification.
//
// What the guard does then: engine/session/guard/guard.hpp.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns when the guard watches, or with an Error when it does not (10 s at most). The caller
/// holds the journal's lock: the guard writes itself into the session's record before it sends its
/// ready notification.
Done start_guard(const Settings& settings, const std::string& session);

/// Whether a guard could be started: starts one that has nothing to guard and ends at once.
Done try_guard(const Settings& settings);

/// The command line of a guard, argv[0] first; without the descriptor of its ready notification.
std::vector<std::string> guard_arguments(const Settings& settings, const std::string& session);

/// systemd-run(1) with everything that makes the guard a unit.
std::vector<std::string> guard_unit_command(const Settings& settings, const std::string& session,
                                            const std::string& program);

/// What the unit is, systemd.service(5) and systemd.exec(5). Told to stop it finishes its work
/// (45 s), it is the last to be killed when memory runs out, and writes nothing that others read.
inline constexpr std::array<std::pair<const char*, const char*>, 4> kGuardUnitProperties = {{
    {"TimeoutStopSec", "60"},
    {"OOMScoreAdjust", "-900"},
    {"UMask", "0077"},
    {"KillMode", "process"},
}};

}  // namespace pkgmap
