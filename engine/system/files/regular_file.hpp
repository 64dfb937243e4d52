// Opens files that others may have had a hand in: a regular file, or nothing happens.
//
// A device does things when it is opened, and a check before opening may be about another file. So
// the name is opened without its file first (O_PATH), that descriptor is looked at, and what it
// stands for is opened for reading. Never waits. Any thread.
#pragma once

#include <sys/stat.h>

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {

struct RegularFile {
  Fd fd;                  ///< For reading, close-on-exec; or not open.
  struct stat status {};  ///< fstat(2) of that very file.
  int error = 0;          ///< errno; 0 without a descriptor: the file is of another type.

  explicit operator bool() const { return static_cast<bool>(fd); }
  /// "Permission denied", "is a directory", "is not a regular file"
  std::string why() const;
};

/// An absolute path below `root`, which no link leaves.
RegularFile open_regular(const RootDirectory& root, const std::string& path);

/// Any path, as open(2) takes it. Links are followed.
RegularFile open_regular(const std::string& path);

/// Who but root, and whoever runs this, can write the file: "it belongs to user 1000", "everybody
/// can write it", "its group can write it". Empty: nobody.
std::string who_else_writes(const struct stat& status);

}  // namespace pkgmap
