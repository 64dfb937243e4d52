// A directory in memory for files that must not reach a disk: private to this process, and gone
// when the process has ended, in whatever way.
#pragma once

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::image {

class MemoryDirectory {
 public:
  /// Makes a directory with the mode 0700 on a tmpfs (tmpfs(5)): in /dev/shm, else in /run or /tmp
  /// if one of these is a tmpfs. Fails if there is none.
  static Result<MemoryDirectory> make();
  MemoryDirectory(MemoryDirectory&& other) noexcept = default;
  MemoryDirectory& operator=(MemoryDirectory&& other) noexcept = default;
  ~MemoryDirectory();

  const std::string& path() const { return path_; }

 private:
  MemoryDirectory(std::string path, Fd alive) : path_(std::move(path)), alive_(std::move(alive)) {}

  std::string path_;
  Fd alive_;  ///< Once it is closed, another process removes what this one could not.
};

}  // namespace pkgmap::image
