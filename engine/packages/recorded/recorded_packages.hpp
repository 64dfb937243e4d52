// A package database as a bundle recorded it: the records of all installed packages, and the file
// lists of those that checks are about.
//
// Answers as the database of the recorded host did, for rpm and dpkg alike, also on a host without
// the package system of the recorded host. Of a package that checks are not about, only the files
// that checks could name are recorded: files() without a filter fails for it with
// ErrorCode::package_database. Signatures are not recorded: signature() fails with
// ErrorCode::package_database, and requires_signature() is false. Not thread-safe.
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
  /// Whether `files` is the whole list. If not, `files` has the files that RecordedPackages::named
  /// and RecordedPackages::named_directories choose, and perhaps more.
  bool whole = false;
  std::vector<FileEntry> files;
  /// PackageRecord::instance of the packages whose maintainer scripts run when this package changes
  /// (triggered_by()).
  std::vector<std::uint32_t> triggers;
};

struct RecordedPackages {
  rules::PackageSystem system = rules::PackageSystem::rpm;
  std::string place;  ///< PackageDatabase::place() of the host.
  /// Base names, as FileFilter::names: those of the files that checks name, and those of the
  /// directories that checks watch. A file with such a base name is recorded.
  std::vector<std::string> named;
  /// Base names, as FileFilter::directories: those of the directories that checks watch. A file
  /// right below a directory with such a base name is recorded.
  std::vector<std::string> named_directories;
  std::vector<RecordedPackage> packages;  ///< Sorted as PackageDatabase::installed().
};

/// Returns a database that answers from `packages` and keeps `packages`; never null. The database
/// resolves paths inside `root`, an absolute path, and reads package files by `reader`, which must
/// not be null.
std::unique_ptr<PackageDatabase> open_recorded(std::shared_ptr<const RecordedPackages> packages,
                                               const std::string& root,
                                               std::shared_ptr<ConfinedHeaders> reader);

}  // namespace pkgmap
