// Starts a guard (engine/session/guard/guard.hpp) as a new process of this program: as a transient
// unit if systemd runs the host, else in its own session, where it inherits nothing but the pipe
// for its ready notification.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns when the guard watches the package manager. An Error if it does not within 10 s. The
/// caller holds the journal's lock, so that the guard can write itself into the session's record
/// before it sends its ready notification.
Done start_guard(const Settings& settings, const std::string& session);

/// Whether a guard can be started: starts one that guards no session and ends at once.
Done try_guard(const Settings& settings);

/// The command line of a guard, argv[0] first, without the descriptor for its ready notification.
std::vector<std::string> guard_arguments(const Settings& settings, const std::string& session);

/// The command line of systemd-run(1) that makes the guard a unit.
std::vector<std::string> guard_unit_command(const Settings& settings, const std::string& session,
                                            const std::string& program);

/// The properties of the unit, as in systemd.service(5) and systemd.exec(5). The guard gets the
/// time that it needs when it is told to stop (45 s); it is the last process to be killed when
/// memory runs out; other users cannot read its files; and processes that it started outlive the
/// unit.
inline constexpr std::array<std::pair<const char*, const char*>, 4> kGuardUnitProperties = {{
    {"TimeoutStopSec", "60"},
    {"OOMScoreAdjust", "-900"},
    {"UMask", "0077"},
    {"KillMode", "process"},
}};

}  // namespace pkgmap
