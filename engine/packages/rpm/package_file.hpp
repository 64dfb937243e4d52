// The header of a .rpm file, of the package formats 3, 4 and 6.
//
// Digests of the header are verified, signatures are not, the payload is not read and no package
// database is opened or created. Never blocks on a fifo.
#pragma once

#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

/// `transaction_set` has the flags of versions.hpp. Errors as with read_package().
Result<HeaderHandle> read_header(rpmts transaction_set, const std::string& path);

/// `transaction_set` has the flags of versions.hpp. Error: "X is not an rpm package", "X is
/// damaged: ..." and what open(2) says.
Result<PackageDatabase::PackageFile> read_package(rpmts transaction_set, const std::string& path,
                                                  const BaseNames* only);

}  // namespace pkgmap::rpm
