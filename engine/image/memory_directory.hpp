// Makes a directory in memory for files that must not reach a file system on a disk (the kernel may
// still swap a tmpfs). Only the user of this process may use the directory. The destructor removes
// the directory with everything in it. If this process ends without the destructor, as by SIGKILL,
// a helper process that make() starts removes the directory. For a process with one thread.
#pragma once

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::image {

class MemoryDirectory {
 public:
  /// Makes a directory with the mode 0700 in the first of /dev/shm, /run and /tmp that is a tmpfs
  /// (tmpfs(5)) or ramfs and lets this process make a directory. Fails if there is no such place,
  /// or if no process can be made.
  static Result<MemoryDirectory> make();
  MemoryDirectory(MemoryDirectory&& other) noexcept = default;
  /// The helper process removes the directory that the target had.
  MemoryDirectory& operator=(MemoryDirectory&& other) noexcept = default;
  ~MemoryDirectory();

  /// Returns the absolute path of the directory.
  const std::string& path() const { return path_; }

 private:
  MemoryDirectory(std::string path, Fd alive) : path_(std::move(path)), alive_(std::move(alive)) {}

  std::string path_;
  Fd alive_;  ///< Once it is closed, the helper process removes the directory if it is still there.
};

}  // namespace pkgmap::image
