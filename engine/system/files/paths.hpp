// Where a path really leads, inside a root: links, `..`, missing parts.
//
// Walks component by component, so that neither a link nor `..` ever leaves the root (the running
// system's own links do not count for a foreign root). It answers for the moment it looks; it
// holds nothing open. Any thread. For many paths: PathResolver.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

struct ResolvedPath {
  std::string asked;
  std::string normal;  ///< Lexically clean: absolute, no `//`, `.`, `..` or trailing slash.
  /// Every name of the file on the way: directories resolved, last component as it is. The first
  /// is that of `asked`, then one for each link that the last component is. Never empty.
  std::vector<std::string> hops;
  std::string target;   ///< The last hop.
  bool exists = false;  ///< False also when a directory may not be searched and when links loop.
};

/// Collapses `//`, `.` and `..` by the text alone and makes the result absolute; "/" for "".
std::string lexically_normal(std::string_view path);

/// "/" for "/x"; `path` is absolute and normal.
std::string directory_of(const std::string& path);
/// "" for "/".
std::string base_name_of(const std::string& path);
/// "/a" and "/b/c" give "/a/b/c"; a root "/" adds nothing.
std::string inside_root(const std::string& root, const std::string& path);

/// Told what a walk goes through, as it does.
class Passerby {
 public:
  virtual ~Passerby() = default;
  /// Goes on from that directory (resolved, open as `descriptor`) with that entry of it.
  virtual void enters(const std::string& directory, int descriptor, const std::string& entry) = 0;
  /// Follows that link (its directory resolved), which says `text`.
  virtual void follows(const std::string& link, const std::string& text) = 0;
};

/// `path` means a path inside `root`, the result's paths as well. At most 40 links are followed
/// (path_resolution(7)); what is missing is kept as its text is.
ResolvedPath resolve_path(const std::string& root, const std::string& path,
                          Passerby* passerby = nullptr);

/// The directory behind `directory`, its last component followed, too; missing tails are kept:
/// "/var/run/x" is "/run/x" though x is not there. What cannot be resolved (a loop) is the clean
/// text.
std::string resolve_directory(const std::string& root, const std::string& directory);

}  // namespace pkgmap
