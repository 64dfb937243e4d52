// Which package managers call monit-pkgmap, and whether each does as it should.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/finding.hpp"

namespace pkgmap {

/// Returns at least one finding; the ids of all begin with "hook". `root` is that of the host's
/// files. Waits at most 10 s for rpm, and as long for dnf 5.
std::vector<Finding> findings_about_hooks(const std::string& root, const HookPlaces& places);

}  // namespace pkgmap
