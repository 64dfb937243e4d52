// Resolves many paths, as resolve_path() and resolve_directory() do.
//
// Keeps every answer, and every directory on the way, so that a new path costs only one system call
// for its last component. The object looks at each path and each directory only once, so no answer
// shows what changes after this look; a new object looks again. Neither a link nor `..` leads out
// of the root. All paths, given and returned, are absolute as seen from inside the root, as after
// chroot(2). A component that is missing or cannot be examined stays as it is in the answer, behind
// the resolved part of the path. Keeps some directories open. For one thread; never fails.
#pragma once

#include <string>
#include <unordered_map>

#include "engine/system/fd.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {

class PathResolver {
 public:
  /// `root` is an absolute path on the host. If there is no such directory, each path counts as
  /// missing.
  explicit PathResolver(std::string root);

  const std::string& root() const { return root_; }

  /// Returns what resolve_path() returns for `path`. The reference is valid as long as this object.
  const ResolvedPath& resolve(const std::string& path);
  /// Returns what resolve_directory() returns for `directory`. The reference is valid as long as
  /// this object.
  const std::string& directory(const std::string& directory);
  /// Returns `path` with its directory resolved and its last component as it is, as a package lists
  /// a file. `path` must be lexically normal (not checked).
  std::string as_owned(const std::string& path);

 private:
  struct Directory {
    std::string resolved;
    bool exists = false;
    Fd fd;  ///< Open if the directory exists and not too many are open.
  };

  Directory& look_at(const std::string& clean);
  void follow(Directory& entry, Directory& parent, const std::string& clean);
  ResolvedPath behind_link(const std::string& path, const Directory& above, int descriptor);
  int descriptor(Directory& entry);
  void close_all();

  std::string root_;
  Fd top_;
  std::size_t open_ = 0;
  int depth_ = 0;  ///< Links followed so far for the current path.
  std::unordered_map<std::string, Directory> directories_;
  std::unordered_map<std::string, ResolvedPath> paths_;
};

}  // namespace pkgmap
