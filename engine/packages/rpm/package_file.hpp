// The headers of .rpm files, of the package formats 3, 4 and 6.
//
// For the confined program of engine/headers: whatever librpm opens it opens when this is made,
// and read() works after confine(). Digests of a header are verified, signatures are not, the
// payload is not read and no package database is opened or created. Not thread-safe.
#pragma once

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

class PackageFileReader {
 public:
  PackageFileReader();

  /// `fd` is a regular file, at its beginning. The Error is what follows the file's name: "is not
  /// an rpm package", "is damaged: ...".
  Result<PackageDatabase::PackageFile> read(int fd, const FileFilter* only) const;

 private:
  TransactionSet transaction_set_;
};

}  // namespace pkgmap::rpm
