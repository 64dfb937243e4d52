// What a .deb file says of itself: its name and version, its files, its sums and conffiles.
//
// For the confined program monit-pkgmap-debs. No state; any thread.
#pragma once

#include "engine/packages/package_database.hpp"

namespace pkgmap::debs {

/// Reads the .deb file `fd`, a regular file at its beginning. Without `only`: all files with their
/// modes, owners, sizes, links and sums, for which the whole data.tar is unpacked. With `only`: of
/// the regular files that have a sum or are conffiles those that match, without mode and owner;
/// only control.tar is read. An Error has the words that follow the file's name: "is not a Debian
/// package", "is damaged: ...".
Result<PackageDatabase::PackageFile> read_deb(int fd, const FileFilter* only);

}  // namespace pkgmap::debs
