// Finds the process that holds a lock of a package system. rpm, dpkg and apt take fcntl(2) locks
// for writing.
#pragma once

#include <optional>
#include <string>

namespace pkgmap {

/// Returns the pid of the process that has locked the file `file` (a path) for writing; 0 or less
/// if a process has locked it that this process cannot see, as in another pid namespace. Returns
/// nullopt if no process has locked it so, and if the file does not exist or cannot be opened.
/// Takes no lock. Any thread.
std::optional<int> lock_holder(const std::string& file);

}  // namespace pkgmap
