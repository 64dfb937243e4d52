#include "engine/session/acts/package_look.hpp"

#include <algorithm>
#include <utility>

#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

// Whether the transaction may still be going to change packages.
bool is_open(const Announcement& announcement, Host& host) {
  if (host.wall_usec() / kSecond > announcement.until) return false;
  return announcement.pid == 0 ||
         exists({announcement.pid, announcement.pid_start_time, announcement.boot_id}, host);
}

// The packages as an outgoing side: their files are those that are installed now.
Result<Transaction> transaction_of(const std::vector<rules::PackageChange>& changes,
                                   PackageDatabase& database) {
  Transaction transaction;
  for (const rules::PackageChange& change : changes) {
    if (change.after.empty()) continue;
    const auto records = database.by_name(change.name);
    if (!records) return records.error();
    for (const PackageRecord& record : *records) {
      if (record.nevra.text() != change.after) continue;
      TransactionItem& item = transaction.items.emplace_back();
      item.action = ItemAction::remove;
      item.package = record.nevra;
      item.dbid = record.instance;
    }
  }
  return transaction;
}

}  // namespace

Result<PackageLook> look_at_packages(PackageNotes notes, const Settings& settings, Host& host) {
  std::vector<Announcement> open = notes.announced;
  std::erase_if(open, [&](const Announcement& one) { return !is_open(one, host); });
  auto database = host.packages(settings);
  if (!database) return database.error();
  std::string cookie = (*database)->cookie();
  return PackageLook{std::move(notes), std::move(open), std::move(*database), std::move(cookie)};
}

Result<std::vector<rules::InstalledPackage>> installed_packages(PackageDatabase& database) {
  const auto records = database.installed();
  if (!records) return records.error();
  std::vector<rules::InstalledPackage> packages;
  packages.reserve(records->size());
  for (const PackageRecord& record : *records) {
    packages.push_back({record.nevra.name, record.nevra.text(), record.installed_at});
  }
  std::sort(packages.begin(), packages.end());
  return packages;
}

std::vector<rules::AnnouncedPackage> announced_in(const PackageNotes& notes) {
  std::vector<rules::AnnouncedPackage> packages;
  for (const Announcement& one : notes.announced) {
    packages.insert(packages.end(), one.packages.begin(), one.packages.end());
  }
  return packages;
}

std::vector<rules::PackageChange> new_changes(
    const PackageLook& look, const std::vector<rules::InstalledPackage>& installed) {
  if (!look.mark()) return {};
  auto changes = rules::not_announced(rules::changes_between(look.mark()->packages, installed),
                                      announced_in(look.notes));
  for (rules::PackageChange& change : changes) change.since = look.mark()->since;
  return changes;
}

CheckNames checks_of(const std::vector<rules::PackageChange>& changes, const Settings& settings,
                     PackageDatabase& database, Host& host) {
  CheckNames names;
  const auto transaction = transaction_of(changes, database);
  if (!transaction || transaction->items.empty()) return names;
  const auto parsed = host.read_control_file(settings);
  if (!parsed) return names;
  const auto& checks = parsed->control_file.checks;
  const auto gathered = host.gather(settings, *transaction, parsed->control_file);
  if (!gathered) return names;
  const rules::Plan plan = rules::evaluate(gathered->facts, settings.policy);
  for (const std::size_t check : plan.with(rules::Decision::suspend)) {
    names.push_back(checks[check].name);
  }
  return names;
}

}  // namespace pkgmap
