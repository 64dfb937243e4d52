// Where the package database is, and whether this librpm can read it.
//
// Callers ask before they open the database, because librpm creates a missing one. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"

namespace pkgmap::rpm {

struct Location {
  std::string directory;  ///< Path on the host, with the root.
  std::string file;       ///< Name of its file: "rpmdb.sqlite", "Packages.db", "Packages".
  /// False if the indexes by name, path and provide are missing, as in a copied Berkeley database.
  bool indexed = true;
  /// The file of another kind of database in the same directory, which librpm ignores; empty if
  /// there is none.
  std::string other;
};

/// Returns the directory of the database, whether or not a database is there. Fails if the options
/// name none, or librpm cannot read its configuration.
Result<std::string> locate_directory(const DatabaseOptions& options);

/// Returns the kinds of databases ("sqlite", "ndb", "bdb") that a librpm can read, from the text of
/// `rpm --showrc`. Empty if the text does not say so, as that of a librpm before 4.18. Pure.
std::vector<std::string> kinds_in_configuration(const std::string& shown);

/// Fails with ErrorCode::package_database if the database is missing, no regular file, empty,
/// unreadable, or of a kind that this librpm says it cannot read. Creates no file.
Result<Location> locate_database(const DatabaseOptions& options);

}  // namespace pkgmap::rpm
