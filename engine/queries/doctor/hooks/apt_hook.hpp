// Examines whether apt calls monit-pkgmap as it should, and what else apt calls. Reads files only.
#pragma once

#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns one finding about our hook, and one for each file of settings whose hooks stop or start
/// monit themselves. Returns no finding if our settings or apt itself are not installed, or if our
/// settings cannot be read; skips another file that cannot be read.
std::vector<HostFinding> examine_apt_hook(HostFiles& files, const AptPlaces& places);

}  // namespace pkgmap
