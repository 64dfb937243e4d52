// Examines whether apt calls monit-pkgmap as it should, and what else apt calls. Reads files only.
#pragma once

#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns first one finding about our hook, which says what is wrong or that all is well. Then
/// returns one finding for each file of settings of apt whose hooks stop or start monit or its
/// checks. Returns no finding if our settings or apt itself are not installed, or if our settings
/// cannot be read. A file of other settings that cannot be read counts as empty; a
/// file whose name makes apt skip it, such as 50monit.bak, does not count.
std::vector<HostFinding> examine_apt_hook(HostFiles& files, const AptPlaces& places);

}  // namespace pkgmap
