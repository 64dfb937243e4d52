// Says what doctor finds about the package database, and about the programs that read package
// files.
//
// Private to doctor.
#pragma once

#include "engine/queries/finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns whether the package database can be read.
Finding finding_about_packages(const Settings& settings);

/// Returns whether the two confined programs that read the package files of this host's package
/// system work.
Finding finding_about_programs(const Settings& settings);

}  // namespace pkgmap
