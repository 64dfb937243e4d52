// The lock that rpm holds for writing during a whole transaction (rpm: lib/rpmlock.c).
#pragma once

#include <string>

#include "engine/packages/rpm/location.hpp"

namespace pkgmap::rpm {

/// Returns the path of rpm's lock file for the database in `directory`.
std::string lock_file_of(const std::string& directory);

}  // namespace pkgmap::rpm
