// Follows a path as far as root alone decides where the path leads: another user who owns a
// directory on the way can put a link there, and so choose the file at the end.
//
// All paths, given and returned, are absolute as seen from inside the root, as after chroot(2). No
// link leads out of the root: a link that points above the root stays inside. An answer holds until
// root changes the way, since no other user can change it. Root and the calling user count as root.
// Any thread; never fails.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct RootsWay {
  /// The paths through which `path` leads, as ResolvedPath::hops: first `path` with resolved
  /// directories; then, as long as a link stands at the end, the path to which the link leads. The
  /// last path is the file at the end of the way, or the first link that another user can replace.
  /// If another user can replace a link that stands in place of a directory, `hops` has one path,
  /// the lexically normal `path`, and `whole` is false. Never empty.
  std::vector<std::string> hops;
  /// Whether only root can replace the directories and links on the way, and replace or make the
  /// file at its end; false if that cannot be examined. Another user may still be able to write the
  /// file.
  bool whole = false;
};

/// Follows `path`. `root` is an absolute path on the host.
RootsWay roots_way(const std::string& root, const std::string& path);

/// Returns whether there is a regular file at `path` that only root can write or replace.
bool only_root_writes(const std::string& root, const std::string& path);

}  // namespace pkgmap
