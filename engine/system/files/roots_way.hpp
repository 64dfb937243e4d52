// Where a path leads as far as root has laid the way: another user who owns a directory can put a
// link there, and so choose which file a path of root's means.
//
// One walk without a link out of the root. An answer holds until root changes the way; no other
// user can change it. Root and the calling user count as root. Any thread; never fails.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct RootsWay {
  /// As ResolvedPath::hops, but without the paths behind a link that another user can replace. If
  /// that link stands in place of a directory, only the lexically normal path. Never empty.
  std::vector<std::string> hops;
  /// Whether only root can replace the directories and links on the way, and the file itself.
  bool whole = false;
};

/// Walks along `path`, an absolute path inside `root`.
RootsWay roots_way(const std::string& root, const std::string& path);

/// Whether there is a regular file at `path` that only root can write or replace.
bool only_root_writes(const std::string& root, const std::string& path);

}  // namespace pkgmap
