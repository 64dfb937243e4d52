#include "engine/facts/transaction_system.hpp"

#include <array>

#include "parsers/source/names.hpp"

namespace pkgmap {
namespace {

using rules::PackageSystem;

constexpr std::array<Named<PackageSystem>, 7> kManagers = {{
    {PackageSystem::dpkg, "apt"},
    {PackageSystem::dpkg, "dpkg"},
    {PackageSystem::rpm, "dnf4"},
    {PackageSystem::rpm, "dnf5"},
    {PackageSystem::rpm, "rpm"},
    {PackageSystem::rpm, "yum3"},
    {PackageSystem::rpm, "zypp"},
}};

}  // namespace

std::optional<PackageSystem> system_of(const Transaction& transaction) {
  for (const TransactionItem& item : transaction.items) {
    if (!item.package_file.empty()) return item.deb ? PackageSystem::dpkg : PackageSystem::rpm;
  }
  return value_in(kManagers, transaction.manager);
}

Settings with_system_of(const Transaction& transaction, Settings settings) {
  if (!settings.packages) settings.packages = system_of(transaction);
  return settings;
}

}  // namespace pkgmap
