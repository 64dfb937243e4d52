// The only look at the host that the parsers have: files by path, and globs.
//
// The engine gives them the host (bounded sizes, regular files only), tests a
// table of texts. Calls must not throw.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

class FileReader {
 public:
  struct Answer {
    bool ok = false;
    std::string bytes;  ///< If ok.
    std::string error;  ///< If not ok: "No such file or directory", "is a directory", …
  };

  virtual ~FileReader() = default;

  /// `path` is absolute.
  virtual Answer read(const std::string& path) = 0;

  /// What glob(3) with GLOB_MARK gives for an absolute pattern: sorted, a directory ends in '/'.
  /// Empty when nothing matches. A pattern without wildcards matches itself if it exists.
  virtual std::vector<std::string> glob(const std::string& pattern) = 0;
};

}  // namespace pkgmap
