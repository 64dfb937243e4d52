// Examines whether the hook of dnf 5 is installed as the version of dnf 5 needs it.
//
// If dnf 5 cannot read a line of an actions file, it runs no action at all. Versions before 5.2.6.2
// cannot read `mode=json`.
#pragma once

#include <optional>
#include <string>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// Returns a finding that says what is wrong, or that all is well; nullopt if our actions file is
/// not installed or cannot be read. `version`: the version of dnf 5, as dnf5_version() returns it.
/// If `version` is empty (not known), the function does not compare the actions file with it.
std::optional<HostFinding> examine_dnf5_hook(HostFiles& files, const Dnf5Places& places,
                                             const std::string& version);

/// Runs `dnf5 --version` and returns the version ("5.2.6.2"); empty if dnf 5 is not installed or
/// fails. Waits 10 s at most.
std::string dnf5_version();

}  // namespace pkgmap
