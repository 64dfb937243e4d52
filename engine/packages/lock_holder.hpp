// Who holds a lock of a package system: fcntl(2) locks for writing, as rpm, dpkg and apt take them.
#pragma once

#include <optional>
#include <string>

namespace pkgmap {

/// Returns the process that holds the file for writing; nullopt if none does, or if there is no
/// such file. 0 or less for a process that this one cannot see, such as one of another pid
/// namespace. Takes no lock. Any thread.
std::optional<int> lock_holder(const std::string& file);

}  // namespace pkgmap
