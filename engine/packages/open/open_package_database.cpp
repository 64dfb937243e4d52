// Chooses between the package databases; the only place that knows both.
#include <algorithm>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/dpkg/dpkg_database.hpp"
#include "engine/packages/dpkg/host_of_dpkg.hpp"
#include "engine/packages/lock_holder.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/packages/rpm/rpm_database.hpp"

namespace pkgmap {

rules::PackageSystem package_system_of(const DatabaseOptions& options) {
  if (options.recorded) return options.recorded->system;
  if (options.system) return *options.system;
  const bool is_dpkg =
      options.dbpath.empty() ? dpkg::installed_the_host(options) : dpkg::has_files_of_dpkg(options);
  return is_dpkg ? rules::PackageSystem::dpkg : rules::PackageSystem::rpm;
}

std::shared_ptr<ConfinedHeaders> start_reader(const DatabaseOptions& options) {
  const bool is_dpkg = package_system_of(options) == rules::PackageSystem::dpkg;
  auto reader = is_dpkg ? dpkg::reader_of(options) : rpm::reader_of(options);
  reader->begin();
  return reader;
}

Result<std::unique_ptr<PackageDatabase>> open_package_database(const DatabaseOptions& options) {
  const bool is_dpkg = package_system_of(options) == rules::PackageSystem::dpkg;
  if (options.recorded) {
    return open_recorded(options.recorded, options.root,
                         is_dpkg ? dpkg::reader_of(options) : rpm::reader_of(options));
  }
  return is_dpkg ? dpkg::open_database(options) : rpm::open_database(options);
}

TransactionLock::TransactionLock(const DatabaseOptions& options) {
  const bool is_dpkg = package_system_of(options) == rules::PackageSystem::dpkg;
  files_ = is_dpkg ? dpkg::lock_files(options) : rpm::lock_files(options);
}

std::optional<int> TransactionLock::holder() const {
  for (const std::string& file : files_) {
    if (const auto holder = lock_holder(file)) return holder;
  }
  return std::nullopt;
}

}  // namespace pkgmap
