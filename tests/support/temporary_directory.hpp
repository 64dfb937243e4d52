// A directory of its own for a test, gone with its content at the end.
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

  /// Absolute, short enough for a unix socket below it.
  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

  /// Returns the path.
  std::string write(const std::string& name, const std::string& content, int mode = 0644) const;

 private:
  std::string path_;
};

std::string read_file(const std::string& path);

}  // namespace pkgmap::test
