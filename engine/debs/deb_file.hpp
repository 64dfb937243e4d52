// Reads what a .deb file says about itself: name and version, files, sums and conffiles.
//
// The confined program monit-pkgmap-debs uses this function. No state; any thread.
#pragma once

#include "engine/packages/package_database.hpp"

namespace pkgmap::debs {

/// Reads the .deb file `fd`, a regular file at its beginning.
///
/// If `only` is null, unpacks the whole data.tar. The result then has all files with their modes,
/// owners, sizes and links, and with the sums that the package has in `md5sums`. The function
/// computes the sum of a conffile, and all sums if the package has none, unless the system forbids
/// MD5. Otherwise reads control.tar alone. The result then has only regular files, those that match
/// `only` and that have a sum or are conffiles; their permissions, owners and sizes are not known.
///
/// The message of an Error continues a sentence that begins with the file's name: "is not a Debian
/// package", "is damaged: ...".
Result<PackageDatabase::PackageFile> read_deb(int fd, const FileFilter* only);

}  // namespace pkgmap::debs
