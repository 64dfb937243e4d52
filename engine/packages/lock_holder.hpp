// Finds the process that holds a lock of a package system. rpm, dpkg and apt take fcntl(2) locks
// for writing.
#pragma once

#include <optional>
#include <string>

namespace pkgmap {

/// Returns the pid of the other process that has locked the file `file` (a path of the running
/// host) for writing. Returns 0 or less if this process cannot see the process with the lock, as in
/// another pid namespace. Returns nullopt if no other process has locked the file for writing, or
/// if the file does not exist, is a link, or cannot be opened. Takes no lock. A process that has
/// locked the file itself loses its lock by the call (fcntl(2)). Any thread.
std::optional<int> lock_holder(const std::string& file);

}  // namespace pkgmap
