// Examines which package managers call monit-pkgmap, and whether each of them does so as it should.
// Changes no file. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"

namespace pkgmap {

/// Returns at least one finding; the id of each begins with "hook". Returns exactly one finding if
/// the file `places.disabled` exists, if this user may not see whether it exists, or if no hook is
/// installed.
///
/// Reads the contents of files below the directory `root`: "/" in doctor; only tests pass another
/// directory. Whether a file or program exists, also `places.disabled`, the function asks the
/// running host, whatever `root` is. Waits at most 10 s for rpm and 10 s for dnf 5. Never fails.
std::vector<HostFinding> findings_about_hooks(const std::string& root, const HookPlaces& places);

}  // namespace pkgmap
