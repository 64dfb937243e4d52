// Finds the installed packages that own a file named in the checks of a host.
//
// Asks the index of paths of the package database. Makes one pass over the whole database instead
// if a check watches a directory, or if the database has no such index. As thread-safe as the
// package database.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

struct HostPackages {
  std::vector<rules::PackageFacts> packages;
  /// For each check, in the order of the checks: the indexes in `packages` (from 0) of the packages
  /// that own a file which the check names. For a directory check, also the indexes of the packages
  /// that own a file right below the directory.
  std::vector<std::vector<std::size_t>> candidates;

  /// A file of a package.
  struct Owned {
    /// Index in `packages`.
    std::size_t package = 0;
    std::int64_t installed_at = 0;  ///< As PackageRecord::installed_at.
    FileEntry file;
  };
  /// By the resolved path of a file that checks name: the packages that own the file. A package
  /// that has no digest of the file is missing, so a directory has no owners here.
  std::unordered_map<std::string, std::vector<Owned>> owners;
  /// By each path of the argument `more`: the name of a package that owns the path; empty if no
  /// package does.
  std::unordered_map<std::string, std::string> owner_of_more;
};

/// Returns the packages of this moment. `more` has further resolved paths, for
/// HostPackages::owner_of_more; may be empty. `root`, an absolute path, is the root directory of
/// the host; all other paths are as seen from inside it. Fails if the package database cannot be
/// read.
Result<HostPackages> find_host_packages(const std::vector<rules::CheckFacts>& checks,
                                        const std::vector<std::string>& more,
                                        PackageDatabase& database, const std::string& root);

}  // namespace pkgmap
