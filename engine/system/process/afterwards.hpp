// What is left to do once this process has ended, in whatever way: also by SIGKILL.
#pragma once

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Starts a process that removes the directory `path`, with all that is in it, once every copy of
/// the returned descriptor is closed. The process has no other descriptor of this one, and is not
/// its child. Does nothing to a directory that is gone by then. For a process with one thread.
/// Fails if no process can be made.
Result<Fd> remove_afterwards(const std::string& path);

}  // namespace pkgmap
