// Examines whether dnf 4 calls monit-pkgmap as it should. Reads files only.
#pragma once

#include <optional>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns a finding that says what is wrong, or that all is well; nullopt if dnf 4, or the plugin
/// by which dnf 4 calls monit-pkgmap, is not installed. A file of settings that cannot be read
/// counts as empty.
std::optional<HostFinding> examine_dnf4_hook(HostFiles& files, const Dnf4Places& places);

}  // namespace pkgmap
