// resolve_path() and resolve_directory() for the many paths of one question.
//
// Remembers every directory that it went through, so that a path costs one look at its last
// component. The answers are of the moment when a directory was first seen. With another root
// neither a link nor `..` leaves it. Keeps some directories open; not thread-safe.
#pragma once

#include <string>
#include <unordered_map>

#include "engine/system/fd.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {

class PathResolver {
 public:
  explicit PathResolver(std::string root);

  const std::string& root() const { return root_; }

  /// As resolve_path().
  const ResolvedPath& resolve(const std::string& path);
  /// As resolve_directory().
  const std::string& directory(const std::string& directory);
  /// The directory resolved, the last component of `path` as it is; `path` is a clean text.
  std::string as_owned(const std::string& path);

 private:
  struct Directory {
    std::string resolved;
    bool exists = false;
    Fd fd;  ///< Of an existing one, unless too many were open.
  };

  Directory& look_at(const std::string& clean);
  void follow(Directory& entry, Directory& parent, const std::string& clean);
  ResolvedPath behind_link(const std::string& path, const Directory& above, int descriptor);
  int descriptor(Directory& entry);
  void close_all();

  std::string root_;
  Fd top_;
  std::size_t open_ = 0;
  int depth_ = 0;  ///< Links on the way to the path in question.
  std::unordered_map<std::string, Directory> directories_;
  std::unordered_map<std::string, ResolvedPath> paths_;
};

}  // namespace pkgmap
