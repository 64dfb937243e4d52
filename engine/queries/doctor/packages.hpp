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

/// Returns a finding that says whether the two confined programs that read the package files of
/// this host's package system are there and may be executed. Starts neither.
HostFinding finding_about_programs(const Settings& settings);

}  // namespace pkgmap
