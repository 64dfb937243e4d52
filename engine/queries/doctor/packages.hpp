// What doctor says of the package database, and of the programs that read package files.
//
// Private to doctor.
#pragma once

#include "engine/queries/finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

Finding finding_about_packages(const Settings& settings);

/// About the two confined programs that read the package files of this host's package system.
Finding finding_about_programs(const Settings& settings);

}  // namespace pkgmap
