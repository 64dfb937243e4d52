// Where the package database is, and whether this librpm can read it: asked before it is opened,
// because opening creates what is missing.
#pragma once

#include <string>

#include "engine/packages/package_database.hpp"

namespace pkgmap::rpm {

struct Location {
  std::string directory;  ///< On the host: the root is in it.
  std::string file;       ///< The database's file in it: "rpmdb.sqlite", "Packages.db", "Packages".
  /// The indexes by name, path and provide are there; a copied Berkeley database may lack them.
  bool indexed = true;
  /// A database of another kind beside it, that librpm passes over; empty when there is none.
  std::string other;
};

/// ErrorCode::package_database when it is missing, not a file, empty, unreadable or of a kind that
/// this librpm does not have. Creates nothing.
Result<Location> locate_database(const DatabaseOptions& options);

}  // namespace pkgmap::rpm
