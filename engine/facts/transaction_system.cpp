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

std::optional<PackageSystem> system_of(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.ends_with(".rpm")) return PackageSystem::rpm;
    if (word.ends_with(".deb")) return PackageSystem::dpkg;
  }
  return std::nullopt;
}

Settings with_system_of(const Transaction& transaction, Settings settings) {
  if (!settings.packages) settings.packages = system_of(transaction);
  return settings;
}

Settings with_system_of(const std::vector<std::string>& words, Settings settings) {
  if (!settings.packages) settings.packages = system_of(words);
  return settings;
}

}  // namespace pkgmap
