// Opens paths below a directory as if it were "/", as after chroot(2): links and ".." never lead
// out.
//
// Uses openat2(2) if the kernel has it, else walks component by component. A RootDirectory owns one
// descriptor. Several threads must not share one object.
#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/files/stand_in.hpp"

namespace pkgmap {

/// Opens an absolute path below the open directory `top`. `flags` are those of open(2); O_NOFOLLOW
/// and O_CLOEXEC are added. Fails if any component is a link or ".."; but with O_PATH, a link as
/// last component is opened itself. The caller owns the descriptor. Returns an empty Fd and sets
/// errno on failure.
Fd open_without_link(int top, const std::string& path, int flags);

class RootDirectory {
 public:
  /// How to look up a path: with openat2(2) if the kernel has it, or always component by component.
  enum class Lookup { by_kernel, by_hand };

  /// Opens the directory `path` of the host. Never fails: if the directory cannot be opened, each
  /// later call fails with the reason: ENOENT, ENOTDIR, …
  explicit RootDirectory(const std::string& path, Lookup walk = Lookup::by_kernel);

  /// Opens a path that is absolute as seen from inside the directory, as open(2) does. `flags` are
  /// those of open(2) without O_CREAT; O_CLOEXEC is added. The caller owns the descriptor. Returns
  /// an empty Fd and sets errno on failure.
  Fd open(const std::string& path, int flags) const;

  /// Does what the function open_without_link() above does, below this directory.
  Fd open_without_link(const std::string& path, int flags) const;

  /// Returns the names of the entries of a directory, unsorted, without "." and ".."; nullopt if
  /// the directory cannot be read.
  std::optional<std::vector<std::string>> list(const std::string& path) const;

  /// Does what stat(2) does for a path that is absolute as seen from inside the directory; what
  /// lstat(2) does if `follow` is false. Returns 0, or -1 and sets errno.
  int stat(const std::string& path, bool follow, struct stat& into) const;

  /// Returns the StandIn that was set for this directory when the object was made; null if there
  /// was none. It corrects mode, owner, size and time in the answer of stat(), if the directory
  /// stands in for an image or a bundle (stand_in.hpp); open() and list() do not ask it.
  StandIn* stand_in() const { return stand_in_; }

 private:
  bool can_have(const std::string& path) const;
  Fd open_by_hand(const std::string& path, int flags) const;

  Fd root_;
  StandIn* stand_in_ = nullptr;
  int error_ = 0;
  bool is_slash_ = false;
  mutable bool by_hand_ = false;
};

}  // namespace pkgmap
