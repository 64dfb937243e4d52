// A package database as a bundle recorded it: the records of all installed packages, and the file
// lists of those that checks are about.
//
// Answers as the database of the host did, for rpm and dpkg alike: a bundle can be read where the
// package system of its host is not there. Of other packages only those files are recorded that
// checks could name; their whole list is an Error with ErrorCode::package_database that says so.
// Signatures are not recorded. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "rules/nevra.hpp"

namespace pkgmap {

struct RecordedPackage {
  PackageRecord record;
  /// `files` is the whole list; else what RecordedPackages::named takes of it, and perhaps more.
  bool whole = false;
  std::vector<FileEntry> files;
  /// Records whose maintainer scripts run when this package changes (triggered_by()).
  std::vector<std::uint32_t> triggers;
};

struct RecordedPackages {
  rules::PackageSystem system = rules::PackageSystem::rpm;
  std::string place;  ///< PackageDatabase::place() of the host.
  /// Base names of the files that checks name, and of the directories that checks watch.
  std::vector<std::string> named;
  std::vector<std::string> named_directories;
  std::vector<RecordedPackage> packages;  ///< Sorted as PackageDatabase::installed().
};

/// Paths are resolved inside `root`. `reader` reads package files. Keeps `packages`.
std::unique_ptr<PackageDatabase> open_recorded(std::shared_ptr<const RecordedPackages> packages,
                                               const std::string& root,
                                               std::shared_ptr<ConfinedHeaders> reader);

}  // namespace pkgmap
