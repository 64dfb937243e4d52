// Opens files that other users may have made or replaced, if and only if they are regular files.
//
// Opening a device can have effects, and a check before opening may see another file. So the
// functions first open the name without access to its file (O_PATH), judge this descriptor, and
// then open the same file for reading. Never wait. Any thread; the caller owns the descriptor.
#pragma once

#include <sys/stat.h>

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {

struct RegularFile {
  Fd fd;                  ///< For reading, close-on-exec. Not open after an error.
  struct stat status {};  ///< fstat(2) of the opened file.
  int error = 0;  ///< errno. 0 without a descriptor means that the file is not a regular one.

  explicit operator bool() const { return static_cast<bool>(fd); }
  /// Returns why `fd` is not open: "Permission denied", "is a directory", "is not a regular file".
  std::string why() const;
};

/// Opens an absolute path below `root`; no link leads out of it.
RegularFile open_regular(const RootDirectory& root, const std::string& path);

/// The same, but no link anywhere on the way: a link in the last place is no regular file, and one
/// in place of a directory is none. The path is lexically normal.
RegularFile open_regular_without_link(const RootDirectory& root, const std::string& path);

/// Opens any path that open(2) accepts, relative to the working directory. Follows links.
RegularFile open_regular(const std::string& path);

/// Returns who can write the file, except root and the calling user: "it belongs to user 1000",
/// "everybody can write it", "its group can write it". Empty if nobody else can write the file.
std::string who_else_writes(const struct stat& status);

}  // namespace pkgmap
