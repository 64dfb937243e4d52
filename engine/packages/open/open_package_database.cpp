// Chooses between the package databases; the only place that knows both.
#include <algorithm>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/dpkg/dpkg_database.hpp"
#include "engine/packages/dpkg/host_of_dpkg.hpp"
#include "engine/packages/lock_holder.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/packages/rpm_module.hpp"
#include "engine/system/files/stand_in.hpp"

namespace pkgmap {

rules::PackageSystem package_system_of(const DatabaseOptions& options) {
  if (options.recorded) return options.recorded->system;
  if (options.system) return *options.system;
  const bool is_dpkg =
      options.dbpath.empty() ? dpkg::installed_the_host(options) : dpkg::has_files_of_dpkg(options);
  return is_dpkg ? rules::PackageSystem::dpkg : rules::PackageSystem::rpm;
}

std::shared_ptr<ConfinedHeaders> start_reader(const DatabaseOptions& options) {
  auto reader = reader_of(options, package_system_of(options));
  reader->begin();
  return reader;
}

void expect_package_database(const DatabaseOptions& options) {
  if (options.recorded) return;
  // Whether dpkg has installed the host takes too long to find out twice.
  const bool is_rpm = options.system ? *options.system == rules::PackageSystem::rpm
                                     : !dpkg::has_files_of_dpkg(options);
  if (is_rpm) begin_to_load_rpm();
}

Result<std::unique_ptr<PackageDatabase>> open_package_database(const DatabaseOptions& options) {
  const rules::PackageSystem system = package_system_of(options);
  DatabaseOptions with_reader = options;
  with_reader.reader = reader_of(options, system);
  with_reader.stand_in = stand_in_of(options.root);
  if (options.recorded) {
    return open_recorded(options.recorded, options.root, std::move(with_reader.reader));
  }
  if (system == rules::PackageSystem::dpkg) return dpkg::open_database(with_reader);
  const auto rpm = rpm_functions();
  return rpm ? (*rpm)->open(with_reader) : Result<std::unique_ptr<PackageDatabase>>(rpm.error());
}

TransactionLock::TransactionLock(const DatabaseOptions& options) {
  if (package_system_of(options) == rules::PackageSystem::dpkg) {
    files_ = dpkg::lock_files(options);
  } else if (const auto rpm = rpm_functions()) {
    files_ = (*rpm)->lock_files(options);
  }
}

std::optional<int> TransactionLock::holder() const {
  for (const std::string& file : files_) {
    if (const auto holder = lock_holder(file)) return holder;
  }
  return std::nullopt;
}

}  // namespace pkgmap
