// Says what doctor finds about the package database, and about the programs that read package
// files.
//
// Private to doctor.
#pragma once

#include "engine/queries/host_finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns a finding that says whether the package database can be read, and whether it is empty.
HostFinding finding_about_packages(const Settings& settings);

/// Returns a finding about the two confined programs that read package files of this host's package
/// system (.rpm or .deb): whether both exist and may be executed. Starts neither of them.
HostFinding finding_about_programs(const Settings& settings);

}  // namespace pkgmap
