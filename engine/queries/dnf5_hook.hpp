// Whether dnf 5 calls monit-pkgmap as it should: its actions files, and what its version reads.
//
// dnf 5 does nothing any more when it cannot read a line of an actions file, and versions before
// 5.2.6.2 cannot read `mode=json`.
#pragma once

#include <optional>
#include <string>

#include "engine/queries/doctor.hpp"
#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// nullopt: no actions file of ours is there. `version`: of dnf 5; empty: not known.
std::optional<Finding> examine_dnf5_hook(HostFiles& files, const Dnf5Places& places,
                                         const std::string& version);

/// Of the dnf 5 that is installed, by asking it; empty: there is none, or it does not say.
std::string dnf5_version();

}  // namespace pkgmap
