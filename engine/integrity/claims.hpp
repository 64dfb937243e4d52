// What the headers of installed packages say that a path holds.
//
// Like rpm's own verification: the last component is not followed, and a file in place of which a
// link stands is not as packaged, whatever the link leads to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// One header's word for the content of a file.
struct Claim {
  PackageRecord package;
  std::string algorithm;
  std::string digest;
  bool binding = true;  ///< False: %verify(not md5 ...); another content contradicts nothing.
  bool config = false;
};

struct Claims {
  std::vector<Claim> content;
  std::optional<PackageRecord> owner;  ///< Any owner of any hop, also one that claims nothing.
  /// The owner of a file in place of which a link stands, or of a link that leads elsewhere now.
  std::optional<PackageRecord> replaced;
};

/// `path` was resolved inside `root`. An error is one of the package database only.
Result<Claims> claims_about(const ResolvedPath& path, const RootDirectory& root,
                            PackageDatabase& database);

}  // namespace pkgmap
