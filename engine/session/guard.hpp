// The guard: a process of its own that outlives the package manager and resumes
// what a session suspended when the manager has ended without a word.
//
// Told to end (SIGTERM), it goes on for less than a minute: until its manager has
// ended, too, and the checks are back.
//
// It is this program again: a transient unit where systemd runs the host, else in
// its own session with nothing inherited but one pipe on which it gives its word.
// It holds a pidfd of the manager, so a pid that is used again cannot fool it.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/session/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns when the guard watches, or with an Error when it does not (10 s at most). The caller
/// holds the journal's lock: the guard writes itself into the session's record before it gives its
/// word.
Done start_guard(const Settings& settings, const std::string& session);

/// The guard's own life: until its session is over. `ready` is the descriptor to give its word on;
/// negative: there is none, and the signed record is its word.
Done run_guard(const Settings& settings, const std::string& session, int ready,
               Host& host = this_host());

/// Whether a guard could be started: starts one that has nothing to guard and ends at once.
Done try_guard(const Settings& settings);

/// What that guard does.
bool give_probes_word(int ready);

/// The command line of a guard, argv[0] first; without the descriptor of its word.
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
