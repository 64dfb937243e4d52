// Whether rpm changes the database now.
#pragma once

#include <optional>
#include <string>

#include "engine/packages/rpm/location.hpp"

namespace pkgmap::rpm {

/// Returns the path of rpm's lock file for the database in that directory.
std::string lock_file_of(const std::string& directory);

/// Returns the process that holds rpm's lock file for writing, as rpm does for the whole of a
/// transaction (rpm: lib/rpmlock.c); nullopt if none does, or if there is no such file. 0 or less
/// for a process that this one cannot see, such as one of another pid namespace. Takes no lock and
/// opens no database. Any thread.
std::optional<int> holder_of(const std::string& lock_file);

}  // namespace pkgmap::rpm
