// Reads what a .deb file says about itself: name and version, files, sums and conffiles.
//
// The confined program monit-pkgmap-debs uses this function. No state; any thread.
#pragma once

#include "engine/packages/package_database.hpp"

namespace pkgmap::debs {

/// Reads the .deb file `fd`, a regular file at its beginning.
///
/// If `only` is null, unpacks the whole data.tar. The result then has all files with their modes,
/// owners, sizes, links and sums. Otherwise reads control.tar alone. The result then has only
/// regular files, those that match `only` and that have a sum or are conffiles; their permissions,
/// owners and sizes are not known.
///
/// The message of an Error continues a sentence that begins with the file's name: "is not a Debian
/// package", "is damaged: ...".
Result<PackageDatabase::PackageFile> read_deb(int fd, const FileFilter* only);

}  // namespace pkgmap::debs
