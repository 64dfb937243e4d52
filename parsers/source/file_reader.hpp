// How the parsers see files: by path, and by glob. The parsers open no file themselves.
//
// The engine implements a FileReader for the host (bounded sizes, regular files only), tests one
// for a table of texts. An implementation must not throw. A parse calls it in the parse's own
// thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

class FileReader {
 public:
  struct Answer {
    bool ok = false;
    std::string bytes;  ///< Set if ok.
    std::string error;  ///< Set if not ok: "No such file or directory", "is a directory", …
  };

  virtual ~FileReader() = default;

  /// `path` must be absolute.
  virtual Answer read(const std::string& path) = 0;

  /// Returns what glob(3) with GLOB_MARK gives for an absolute pattern: sorted paths, a directory
  /// with '/' at its end. Empty if no path matches. A pattern without wildcards matches that path
  /// if it exists.
  virtual std::vector<std::string> glob(const std::string& pattern) = 0;
};

}  // namespace pkgmap
