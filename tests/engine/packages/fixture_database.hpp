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

/// "/…/alpha-1.0-1.noarch.rpm" for "alpha-1.0-1.noarch".
std::string fixture_package(const std::string& nevra);
/// All .rpm files: our own and those of PKGMAP_DATA.
std::vector<std::string> all_package_files();

/// A copy of a database's directory that a test may do anything with.
class DatabaseCopy {
 public:
  /// Of our own packages' database.
  DatabaseCopy();
  explicit DatabaseCopy(const std::string& directory);

  std::string path() const { return temporary_.path() + "/rpmdb"; }
  /// Fails the test when it does not open.
  std::unique_ptr<PackageDatabase> open() const;

 private:
  TemporaryDirectory temporary_;
};

/// Copies of our own database and of those of PKGMAP_DATA that this librpm can read with indexes.
std::vector<std::unique_ptr<DatabaseCopy>> indexed_databases();
/// The directory of PKGMAP_DATA's databases; empty without it.
std::string data_directory(const std::string& below);

std::vector<std::string> texts(const Result<std::vector<PackageRecord>>& records);
std::vector<std::string> owner_texts(PackageDatabase& database, const std::string& path);
/// A NEVRA as rpm prints it, without the epoch 0 that Nevra::text() leaves out.
std::string without_zero_epoch(std::string nevra);
std::vector<std::string> entries_of(const std::string& directory);

}  // namespace pkgmap
