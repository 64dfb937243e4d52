// Where a path really leads, inside a root directory: links, `..`, missing parts.
//
// Walks component by component, so that neither a link nor `..` leads out of the root, not even
// links of the running system. An answer holds for the moment of the call; it keeps no file open.
// Any thread; never fails. PathResolver is faster for many paths.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

struct ResolvedPath {
  std::string asked;
  std::string normal;  ///< Lexically normal: absolute, without `//`, `.`, `..` or a trailing slash.
  /// Resolved paths: directories resolved, last component as it is. The first one is that of
  /// `asked`. One more follows for each link that a last component is. Never empty.
  std::vector<std::string> hops;
  std::string target;  ///< The last one of `hops`.
  /// False also if a directory may not be searched, or if links form a cycle.
  bool exists = false;
};

/// Removes `//`, `.` and `..` from the text and makes the path absolute; "/" for "". Asks no file.
std::string lexically_normal(std::string_view path);

/// "/" for "/x". `path` is lexically normal.
std::string directory_of(const std::string& path);
/// "x" for "/a/x", "" for "/". `path` is lexically normal.
std::string base_name_of(const std::string& path);
/// "/a" and "/b/c" give "/a/b/c"; a root "/" adds nothing.
std::string inside_root(const std::string& root, const std::string& path);

/// A walk along a path calls these functions for everything that it passes.
class Passerby {
 public:
  virtual ~Passerby() = default;
  /// The walk goes on from `directory` (resolved, open as `descriptor`) with its entry `entry`.
  virtual void enters(const std::string& directory, int descriptor, const std::string& entry) = 0;
  /// The walk follows `link` (its directory resolved), whose text is `text`.
  virtual void follows(const std::string& link, const std::string& text) = 0;
};

/// `path` and the paths of the result are inside `root`. Follows at most 40 links
/// (path_resolution(7)); keeps missing components as they are. `passerby` may be null.
ResolvedPath resolve_path(const std::string& root, const std::string& path,
                          Passerby* passerby = nullptr);

/// Resolves `directory` with its last component, and keeps missing components: "/var/run/x" gives
/// "/run/x" even if x is missing. Returns the lexically normal text if links form a cycle.
std::string resolve_directory(const std::string& root, const std::string& directory);

}  // namespace pkgmap
