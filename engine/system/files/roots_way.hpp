// Finds out where a path leads as far as only root decides it: another user who owns a directory on
// the way can put a link there, and so choose to which file the path leads.
//
// One walk, in which no link leads out of the root. An answer holds until root changes the way,
// since no other user can change it. Root and the calling user count as root. Any thread; never
// fails.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct RootsWay {
  /// The resolved path of `path`, then the path after each link at its end (ResolvedPath::hops),
  /// without those behind a link that another user can replace. If such a link stands in place of a
  /// directory, only the lexically normal path. Never empty.
  std::vector<std::string> hops;
  /// Whether only root can replace the directories and links on the way, and the file at its end,
  /// or make it if it is missing; false if that cannot be examined. Another user may still be able
  /// to write the file.
  bool whole = false;
};

/// Walks along `path`, which is absolute as seen from inside `root`.
RootsWay roots_way(const std::string& root, const std::string& path);

/// Returns whether there is a regular file at `path` that only root can write or replace.
bool only_root_writes(const std::string& root, const std::string& path);

}  // namespace pkgmap
