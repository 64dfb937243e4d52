// Examines which package managers call monit-pkgmap, and whether each does so as it should.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"

namespace pkgmap {

/// Returns at least one finding; the id of each begins with "hook". Returns only one if the file
/// `places.disabled` exists, or if no hook is installed. `root` is put before the paths of files
/// that the function reads; whether a file or program exists is asked of the running host. Waits at
/// most 10 s for rpm and 10 s for dnf 5. Never fails.
std::vector<HostFinding> findings_about_hooks(const std::string& root, const HookPlaces& places);

}  // namespace pkgmap
