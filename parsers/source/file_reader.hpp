// The interface through which the parsers read files, by path and by glob. The parsers open no file
// themselves.
//
// The engine implements a FileReader for the host (bounded sizes, regular files only), and tests
// implement a FileReader for a table of texts. An implementation must not throw. A parse calls the
// FileReader only in its own thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

class FileReader {
 public:
  /// The content of a file, or the reason why it cannot be read.
  struct Answer {
    bool ok = false;
    std::string bytes;  ///< Set if ok.
    std::string error;  ///< Set if not ok: "No such file or directory", "is a directory", …
  };

  virtual ~FileReader() = default;

  /// Returns the whole content of a file. `path` must be absolute.
  virtual Answer read(const std::string& path) = 0;

  /// Returns what glob(3) with GLOB_MARK gives for an absolute pattern: sorted paths, a directory
  /// with '/' at its end. Empty if no path matches. A pattern without wildcards matches the path
  /// of the same text if that exists.
  virtual std::vector<std::string> glob(const std::string& pattern) = 0;
};

}  // namespace pkgmap
