// Reads dpkg's status: which packages the host has, in which state, with which conffiles.
//
// Reads the file `status`, and the records in `updates/`, which dpkg writes while it runs and which
// replace those of `status`. An object does not change once built. Any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/package_database.hpp"

namespace pkgmap::dpkg {

/// A package in dpkg's status.
struct StatusPackage {
  /// PackageRecord::installed_at is 0. PackageRecord::instance is computed from name and
  /// architecture alone.
  PackageRecord record;
  std::string info;  ///< Base name of its files in info/, without extension: "cron", "libc6:amd64".
  // The next three members are views into a text of the Status, valid until the Status is
  // destroyed, also after a move of the Status.
  std::string_view state;      ///< dpkg's word: "installed", "half-configured", "config-files", …
  std::string_view conffiles;  ///< The value of the field Conffiles; empty if it is missing.
  std::string_view provides;   ///< The value of the field Provides; empty if it is missing.
};

/// A line of the field Conffiles.
struct Conffile {
  std::string path;
  std::string md5;  ///< Lower-case hex; empty if dpkg does not know it yet.
  /// The installed version no longer ships the file, or asks dpkg to remove it (obsolete,
  /// remove-on-upgrade).
  bool obsolete = false;
};

class Status {
 public:
  /// Fails with ErrorCode::package_database if a file cannot be read or is damaged.
  static Result<Status> read(const AdminDirectory& directory);

  /// Returns the packages that have files on the host, sorted by Nevra::text(). A package of which
  /// only configuration files are left is among them (PackageRecord::configuration_only).
  const std::vector<StatusPackage>& packages() const { return packages_; }

  /// Returns the packages with this name, in the order of packages().
  std::vector<const StatusPackage*> by_name(std::string_view name) const;
  /// Returns the package with this record number; null if there is none.
  const StatusPackage* by_instance(std::uint32_t instance) const;

 private:
  std::vector<std::unique_ptr<const std::string>> texts_;
  std::vector<StatusPackage> packages_;
};

/// Returns the packages that `dpkg --configure --pending` would work on: those that dpkg has
/// unpacked and not configured, and those with waiting triggers. Sorted by name. Fails as
/// open_package_database().
Result<std::vector<rules::Nevra>> unconfigured(const DatabaseOptions& options);

/// Returns the conffiles in `value`, a value of the field Conffiles, in their order; skips lines of
/// another form. Pure.
std::vector<Conffile> conffiles_in(std::string_view value);

/// Returns the names in `value`, a value of the field Provides, without versions. Pure.
std::vector<std::string_view> provides_in(std::string_view value);

}  // namespace pkgmap::dpkg
