// Opens paths below a directory as if it were "/", as after chroot(2): links and ".." never lead
// out.
//
// Uses openat2(2) if the kernel has it, else walks component by component. Owns one descriptor.
// Several threads must not share one object.
#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/system/fd.hpp"

namespace pkgmap {

class RootDirectory {
 public:
  enum class Lookup { by_kernel, by_hand };

  /// Never fails. If `path` cannot be opened, open() reports it: ENOENT, ENOTDIR, …
  explicit RootDirectory(const std::string& path, Lookup walk = Lookup::by_kernel);

  /// open(2) for an absolute path, without O_CREAT; adds O_CLOEXEC. Returns an empty Fd and sets
  /// errno if it fails.
  Fd open(const std::string& path, int flags) const;

  /// Returns the names in a directory, unsorted, without "." and ".."; nullopt if it cannot be
  /// read.
  std::optional<std::vector<std::string>> list(const std::string& path) const;

  /// stat(2), or lstat(2) if `follow` is false. Returns 0, or -1 and sets errno.
  int stat(const std::string& path, bool follow, struct stat& into) const;

 private:
  Fd open_by_hand(const std::string& path, int flags) const;

  Fd root_;
  int error_ = 0;
  bool is_slash_ = false;
  mutable bool by_hand_ = false;
};

}  // namespace pkgmap
