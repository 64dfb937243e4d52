// A package database as a bundle recorded it: the records of all installed packages, and the file
// lists of those that checks are about.
//
// Answers as the database of the recorded host did, for rpm and dpkg alike, also on a host without
// the package system of the recorded host. Only the following differs:
// - Of a package that checks are not about, only the files that checks could name are recorded. For
//   such a package files() fails with ErrorCode::package_database if it is called without a filter,
//   or with a filter that may choose other files. owners(), owners_of() and packages_with() do not
//   fail: they find recorded files only.
// - Signatures are not recorded: signature() fails with ErrorCode::package_database, and
//   requires_signature() is false.
// - Provides and scripts are not recorded: matching() finds no package by a provide, and
//   removal_runs() is false.
// - Packages with PackageRecord::configuration_only are not recorded.
// - cookie() is empty, and in_transaction() is false.
// - triggered_by() ignores package files, and leaves out packages without a recorded file.
// - read_package_file() does not apply the diversions and overrides of dpkg.
// - obsoleted_by() also fails if the .rpm file obsoletes something and the module of rpm
//   (rpm_module.hpp) cannot be loaded.
// Not thread-safe.
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
  /// Whether `files` is the whole list of the package. If false, `files` has the files that
  /// RecordedPackages::named and RecordedPackages::named_directories choose, and perhaps more.
  bool whole = false;
  std::vector<FileEntry> files;
  /// PackageRecord::instance of the packages whose maintainer scripts run when this package changes
  /// (triggered_by()), without packages of which no file is recorded.
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
