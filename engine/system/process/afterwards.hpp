// Removes a directory once this process has ended, in whatever way, also by SIGKILL.
#pragma once

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Starts a process that removes the directory `path`, with all that is in it, once every copy of
/// the returned descriptor is closed; the directory may be missing, both now and later. The new
/// process inherits no other descriptor, and is no child of this process. For a process with one
/// thread. Fails if no process can be made.
Result<Fd> remove_afterwards(const std::string& path);

}  // namespace pkgmap
