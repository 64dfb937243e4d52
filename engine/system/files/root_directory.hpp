// Opens paths below a directory as if that were "/", the way chroot(2) would.
//
// Links and ".." never lead out of it. Uses openat2(2) where the kernel has it,
// else walks component by component. Keeps one descriptor; not for threads that
// share it with a destructor.
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

  /// A `path` that cannot be opened shows at the first open(): ENOENT, ENOTDIR, …
  explicit RootDirectory(const std::string& path, Lookup walk = Lookup::by_kernel);

  /// open(2) for an absolute path, without creating; O_CLOEXEC is added. No descriptor: errno.
  Fd open(const std::string& path, int flags) const;

  /// The names in a directory, without "." and "..", in no order; nothing when it cannot be read.
  std::optional<std::vector<std::string>> list(const std::string& path) const;

  /// stat(2), or lstat(2) when `follow` is false. 0, or -1 and errno.
  int stat(const std::string& path, bool follow, struct stat& into) const;

 private:
  Fd open_by_hand(const std::string& path, int flags) const;

  Fd root_;
  int error_ = 0;
  bool is_slash_ = false;
  mutable bool by_hand_ = false;
};

}  // namespace pkgmap
