// Reads the host's files for the parsers: regular files of bounded size, below a root directory.
//
// Reads only files that a caller names. Never waits: refuses a fifo or a device without opening it.
// A file that is refused gives an Answer with the reason. For one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/system/files/root_directory.hpp"
#include "parsers/source/file_reader.hpp"

namespace pkgmap {

class HostFiles : public FileReader {
 public:
  /// read() refuses a file with more bytes.
  static constexpr std::size_t kBiggest = 16 * 1024 * 1024;

  /// All paths, given and returned, are absolute as seen from inside `root`, as after chroot(2).
  /// `walk`: only tests choose it.
  explicit HostFiles(const std::string& root = "/",
                     RootDirectory::Lookup walk = RootDirectory::Lookup::by_kernel)
      : root_(root, walk) {}

  /// Makes read() and read_up_to() refuse the file with this path, as monit does, if a user other
  /// than root and the calling user can write it (who_else_writes(), regular_file.hpp). A second
  /// call replaces the path.
  void guard(const std::string& path) { guarded_ = path; }

  // read() and glob() are as in FileReader.
  Answer read(const std::string& path) override;
  std::vector<std::string> glob(const std::string& pattern) override;
  /// Does what read() does, but refuses a file of more than `most` bytes. `most` must be a whole
  /// number of MiB (not checked), since the error message names MiB.
  Answer read_up_to(const std::string& path, std::size_t most) const;
  /// Returns the first bytes of a regular file, at most `most`; an empty text if the file cannot be
  /// read.
  std::string beginning_of(const std::string& path, std::size_t most) const;
  /// Returns the names of the entries of a directory, sorted, without "." and ".."; an empty list
  /// if the directory cannot be read. Far cheaper than glob(), which examines every entry.
  std::vector<std::string> names_in(const std::string& directory) const;

 private:
  RootDirectory root_;
  std::string guarded_;
};

}  // namespace pkgmap
