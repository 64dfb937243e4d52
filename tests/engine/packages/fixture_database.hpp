// The packages of fixtures/rpmdb, built with the tests, and the databases to compare with rpm(8).
//
// With PKGMAP_DATA, a directory that holds rpmdb/*/ and rpms/, real databases and packages join.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "tests/engine/packages/temporary_directory.hpp"

namespace pkgmap {

/// Returns "/…/alpha-1.0-1.noarch.rpm" for "alpha-1.0-1.noarch".
std::string fixture_package(const std::string& nevra);
/// All .rpm files: our own and those of PKGMAP_DATA.
std::vector<std::string> all_package_files();

/// A copy of the directory of a database, which a test may change.
class DatabaseCopy {
 public:
  /// Copies the database of our own packages.
  DatabaseCopy();
  explicit DatabaseCopy(const std::string& directory);

  std::string path() const { return temporary_.path() + "/rpmdb"; }
  /// Fails the test if the database does not open.
  std::unique_ptr<PackageDatabase> open() const;

 private:
  TemporaryDirectory temporary_;
};

/// Copies of our own database and of those of PKGMAP_DATA that this librpm can read with indexes.
std::vector<std::unique_ptr<DatabaseCopy>> indexed_databases();
/// Returns the directory `below` of PKGMAP_DATA; empty if PKGMAP_DATA is not set.
std::string data_directory(const std::string& below);
/// Returns whether the librpm of this host reads a kind of database: "sqlite", "ndb", "bdb".
bool librpm_reads(const std::string& kind);

std::vector<std::string> texts(const Result<std::vector<PackageRecord>>& records);
std::vector<std::string> owner_texts(PackageDatabase& database, const std::string& path);
/// Removes the epoch 0, which rpm prints and Nevra::text() leaves out.
std::string without_zero_epoch(std::string nevra);
std::vector<std::string> entries_of(const std::string& directory);

}  // namespace pkgmap
