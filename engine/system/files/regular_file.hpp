// Opens files that other users may have made or replaced, but only if they are regular files.
//
// To open a device can have effects, and a check before the opening may see another file. So the
// functions first open the name without access to its file (O_PATH), judge this descriptor, and
// then open the same file for reading. They never wait. Any thread; the caller owns the descriptor.
#pragma once

#include <sys/stat.h>

#include <string>

#include "engine/system/fd.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {

/// An open file, or the reason why it is not open.
struct RegularFile {
  Fd fd;                  ///< Open for reading, close-on-exec. Empty after an error.
  struct stat status {};  ///< fstat(2) of the file, even if it is not regular; 0 if there is none.
  /// The errno of the failure. 0 if `fd` is open. 0 also if `fd` is empty because the file is not a
  /// regular file.
  int error = 0;

  explicit operator bool() const { return static_cast<bool>(fd); }
  /// Returns why `fd` is empty, as words for people: "Permission denied", "is a directory", "is not
  /// a regular file". Has no meaning if `fd` is open.
  std::string why() const;
};

/// Opens a path that is absolute as seen from inside `root`; follows links inside the root.
RegularFile open_regular(const RootDirectory& root, const std::string& path);

/// Does what open_regular() does, but follows no link: a link as last component counts as no
/// regular file, and a link in place of a directory is an error. The path must be lexically normal
/// (not checked).
RegularFile open_regular_without_link(const RootDirectory& root, const std::string& path);

/// Opens a path of the host, as open(2) does; a relative path begins at the working directory.
/// Follows links.
RegularFile open_regular(const std::string& path);

/// Returns who can write the file, except root and the calling user, as a clause: "it belongs to
/// user 1000", "everybody can write it", "its group can write it". Empty if nobody else can.
std::string who_else_writes(const struct stat& status);

}  // namespace pkgmap
