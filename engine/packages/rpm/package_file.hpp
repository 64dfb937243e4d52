// Reads the headers of .rpm files, of the package formats 3, 4 and 6.
//
// The confined program of engine/headers uses this class: the constructor opens all files that
// librpm needs, so that read() works after confine() (engine/confine). If the constructor cannot
// open one, read() fails. Verifies the digests of a header, not its signatures; reads no payload;
// opens or creates no package database. Not thread-safe.
#pragma once

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/handles.hpp"

namespace pkgmap::rpm {

class PackageFileReader {
 public:
  PackageFileReader();

  /// Returns the package with all files, or, if `only` is not null, with the files that match
  /// `only`. `fd` is a regular file at its beginning. The message of an Error continues a sentence
  /// that begins with the file's name: "is not an rpm package", "is damaged: ...".
  Result<PackageDatabase::PackageFile> read(int fd, const FileFilter* only) const;

 private:
  TransactionSet transaction_set_;
};

}  // namespace pkgmap::rpm
