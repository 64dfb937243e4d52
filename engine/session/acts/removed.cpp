#include "engine/session/acts/removed.hpp"

#include <algorithm>

namespace pkgmap {
namespace {

bool is_undefined(const std::string& name, const monitrc::Parsed& parsed) {
  const auto& checks = parsed.control_file.checks;
  return parsed.ok() &&
         std::none_of(checks.begin(), checks.end(),
                      [&](const monitrc::Check& check) { return same_name(check.name, name); });
}

std::vector<std::string> packages_of(const SuspendedCheck& check, const SessionRecord& record) {
  if (!check.packages.empty()) return check.packages;
  std::vector<std::string> packages;
  for (const std::string& name : check.prerequisites) {
    const SuspendedCheck* prerequisite = record.find(name);
    if (!prerequisite) continue;
    packages.insert(packages.end(), prerequisite->packages.begin(), prerequisite->packages.end());
  }
  return packages;
}

}  // namespace

bool is_installed(PackageDatabase& database, const std::string& package) {
  const auto records = database.by_name(package);
  return !records || std::any_of(records->begin(), records->end(),
                                 [](const auto& record) { return !record.configuration_only; });
}

bool is_removed(const SuspendedCheck& check, const SessionRecord& record,
                const monitrc::Parsed& parsed, PackageDatabase* database) {
  if (!database || !is_undefined(check.name, parsed)) return false;
  const std::vector<std::string> packages = packages_of(check, record);
  return !packages.empty() &&
         std::all_of(packages.begin(), packages.end(),
                     [&](const std::string& name) { return !is_installed(*database, name); });
}

bool is_still_removed(const SuspendedCheck& check, const monitrc::Parsed& parsed) {
  return check.removed && is_undefined(check.name, parsed);
}

}  // namespace pkgmap
