// Finds out where a path really leads, inside a root directory: links, `..`, missing parts.
//
// Walks component by component, so that neither a link nor `..` leads out of the root, not even a
// link of the running system. An answer holds for the moment of the call and keeps no file open.
// Any thread; never fails. PathResolver is faster for many paths.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

struct ResolvedPath {
  std::string asked;   ///< As given to resolve_path().
  std::string normal;  ///< Lexically normal: absolute, without `//`, `.`, `..` or a trailing slash.
  /// Paths with resolved directories, whose last components are as they are. The first path is that
  /// of `asked`. If the last component of a path is a link, the next path is the path to which the
  /// link leads. Never empty.
  std::vector<std::string> hops;
  std::string target;  ///< The last element of `hops`.
  /// Whether there is a file of any type at `target`. False also if a directory on the way cannot
  /// be searched, if links form a cycle, or if there are too many links.
  bool exists = false;
};

/// Returns the path without `//`, `.`, `..` and a slash at the end, made absolute; "/" for an empty
/// text. Reads only the text.
std::string lexically_normal(std::string_view path);

/// Returns the directory of a path: "/a" for "/a/x", "/" for "/x" and "/". `path` is lexically
/// normal.
std::string directory_of(const std::string& path);
/// Returns the last component of a path: "x" for "/a/x", "" for "/". `path` is lexically normal.
std::string base_name_of(const std::string& path);
/// Returns the path on the host of `path`, an absolute path as seen from inside `root`: "/a/b/c"
/// for the root "/a" and the path "/b/c". Returns `path` for the root "/". Reads only the texts.
std::string inside_root(const std::string& root, const std::string& path);

/// Hears from resolve_path() what the walk passes, in the order of the walk.
class Passerby {
 public:
  virtual ~Passerby() = default;
  /// The walk looks up `entry` in `directory`, a resolved path that is open as `descriptor` during
  /// the call. What fstat(2) says of the descriptor is not what the StandIn of the root says.
  virtual void enters(const std::string& directory, int descriptor, const std::string& entry) = 0;
  /// The walk follows a link. `link`: its path, with its directory resolved. `text`: its target, as
  /// written.
  virtual void follows(const std::string& link, const std::string& text) = 0;
};

/// Resolves a path. `path` and the paths of the result are absolute as seen from inside `root`.
/// Follows at most 40 links (path_resolution(7)); keeps missing components as they are. `passerby`
/// may be null.
ResolvedPath resolve_path(const std::string& root, const std::string& path,
                          Passerby* passerby = nullptr);

/// Returns `directory` with all links resolved, also that of the last component. Keeps missing
/// components: "/var/run/x" gives "/run/x" even if x is missing. Returns the lexically normal text
/// if links form a cycle.
std::string resolve_directory(const std::string& root, const std::string& directory);

}  // namespace pkgmap
