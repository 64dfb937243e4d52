// Removes a directory once this process has ended, in whatever way, also by SIGKILL.
#pragma once

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Starts a process that removes the directory with the absolute path `path`, with all that is in
/// it, once every copy of the returned descriptor is closed. The directory may be missing, at the
/// call or later. The new process inherits no descriptor of this process, and is no child of it.
/// For a process with one thread. Fails if no process can be made.
Result<Fd> remove_afterwards(const std::string& path);

}  // namespace pkgmap
