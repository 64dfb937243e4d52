// The host's files for the parsers: bounded, regular files only, inside a root.
//
// Reads nothing but what it is asked for and never waits (a fifo or device is
// refused, not opened). One user at a time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/system/files/root_directory.hpp"
#include "parsers/source/file_reader.hpp"

namespace pkgmap {

class HostFiles : public FileReader {
 public:
  static constexpr std::size_t kBiggest = 16 * 1024 * 1024;  ///< Bytes of a file.

  /// Paths are below `root`, which no link leaves.
  explicit HostFiles(const std::string& root = "/",
                     RootDirectory::Lookup walk = RootDirectory::Lookup::by_kernel)
      : root_(root, walk) {}

  /// From now on this file is refused when somebody else can write it, as monit refuses it.
  void guard(const std::string& path) { guarded_ = path; }

  Answer read(const std::string& path) override;
  std::vector<std::string> glob(const std::string& pattern) override;
  /// The names in a directory, sorted, without "." and ".."; none when it cannot be read. Far
  /// cheaper than glob(), which looks at every entry.
  std::vector<std::string> names_in(const std::string& directory) const;

 private:
  RootDirectory root_;
  std::string guarded_;
};

}  // namespace pkgmap
