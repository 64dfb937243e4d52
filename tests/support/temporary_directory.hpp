// A directory of its own for a test. The destructor removes it with its content.
#pragma once

#include <filesystem>
#include <string>

namespace pkgmap::test {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  /// Absolute, and short enough for a unix socket below it.
  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

  /// Writes a file below the directory and returns its path.
  std::string write(const std::string& name, const std::string& content, int mode = 0644) const;

 private:
  std::string path_;
};

/// Returns the content of a file; empty if it cannot be read.
std::string read_file(const std::string& path);

}  // namespace pkgmap::test
