// Which packages dpkg's status says are there, in which state, with which conffiles.
//
// Reads `status`, and the records of `updates/`, which dpkg writes while it runs and which go
// before those of `status`. An object does not change once built. Any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/package_database.hpp"

namespace pkgmap::dpkg {

struct StatusPackage {
  /// Without installed_at. The record number depends on the name and the architecture alone.
  PackageRecord record;
  std::string info;  ///< Its files in info/ have this name: "cron", "libc6:amd64".
  /// dpkg's word: "installed", "half-configured", "config-files", …
  std::string_view state;
  std::string_view conffiles;  ///< The values of the fields; views into texts of Status.
  std::string_view provides;
};

/// A line of the field Conffiles.
struct Conffile {
  std::string path;
  std::string md5;        ///< Lower-case hex; empty while dpkg does not know it.
  bool obsolete = false;  ///< The installed version does not ship it any more.
};

class Status {
 public:
  /// Fails with ErrorCode::package_database if a file cannot be read or is damaged.
  static Result<Status> read(const AdminDirectory& directory);

  /// Returns the packages with files on the host, sorted by Nevra::text(): also those of which only
  /// configuration files are left (PackageRecord::configuration_only).
  const std::vector<StatusPackage>& packages() const { return packages_; }

  /// Returns the packages with this name, in the order of packages().
  std::vector<const StatusPackage*> by_name(std::string_view name) const;
  /// Returns the package with this record number; null if there is none.
  const StatusPackage* by_instance(std::uint32_t instance) const;

 private:
  std::vector<std::unique_ptr<const std::string>> texts_;
  std::vector<StatusPackage> packages_;
};

/// Returns the packages that dpkg has unpacked and not configured, or whose triggers wait: what
/// `dpkg --configure --pending` would work on. Sorted by name. Fails as open_package_database().
Result<std::vector<rules::Nevra>> unconfigured(const DatabaseOptions& options);

/// Returns the conffiles in a value of the field Conffiles, in its order. Pure.
std::vector<Conffile> conffiles_in(std::string_view value);

/// Returns the names in a value of the field Provides, without versions. Pure.
std::vector<std::string_view> provides_in(std::string_view value);

}  // namespace pkgmap::dpkg
