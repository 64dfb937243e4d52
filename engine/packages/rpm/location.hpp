// Finds the package database of rpm, and says whether this librpm can read it.
//
// Callers use these functions before they open the database, because librpm creates a missing
// database. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"

namespace pkgmap::rpm {

/// Where a database is.
struct Location {
  std::string directory;  ///< Path on the host, with the root.
  std::string file;       ///< Name of the file: "rpmdb.sqlite", "Packages.db", "Packages".
  /// False if the indexes by name, path and provide are missing, as in a copied Berkeley database.
  bool indexed = true;
  /// Name of the file of another kind of database in the same directory, which librpm ignores;
  /// empty if there is none.
  std::string other;
};

/// Returns the directory of the database, as in Location::directory; the directory need not exist.
/// Fails if neither the options nor rpm's macros name an absolute directory, if a path has a '%',
/// or if librpm cannot read its configuration.
Result<std::string> locate_directory(const DatabaseOptions& options);

/// Returns the kinds of databases ("sqlite", "ndb", "bdb") that a librpm can read, in its order.
/// `shown` is what `rpm --showrc` prints with this librpm. Empty if the text does not name the
/// kinds: librpm before 4.18 does not print them. Pure.
std::vector<std::string> kinds_in_configuration(const std::string& shown);

/// Finds the database of the options. Fails with ErrorCode::package_database if the database is
/// missing, no regular file, empty, unreadable, or of a kind that this librpm says it cannot read;
/// in a root other than "/", also if its file is a link. In an image, first fetches the contents of
/// the files in the directory, and fails if that fails. Creates no file.
Result<Location> locate_database(const DatabaseOptions& options);

}  // namespace pkgmap::rpm
