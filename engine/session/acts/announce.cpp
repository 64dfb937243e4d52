#include "engine/session/acts/announce.hpp"

#include <set>
#include <utility>

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

/// Packages, each once.
class PackageSet {
 public:
  void add(const rules::Nevra& nevra) {
    const bool whole = !nevra.version.empty() && !nevra.arch.empty();
    rules::AnnouncedPackage package{nevra.name, whole ? nevra.text() : std::string()};
    if (known_.emplace(package.name, package.nevra).second) packages_.push_back(std::move(package));
  }
  std::vector<rules::AnnouncedPackage> take() { return std::move(packages_); }

 private:
  std::set<std::pair<std::string, std::string>> known_;
  std::vector<rules::AnnouncedPackage> packages_;
};

Announcement announcement_of(const Settings& settings, const Transaction& transaction,
                             const rules::Facts* gathered, Host& host) {
  Announcement announcement;
  announcement.manager = transaction.manager;
  announcement.pid = transaction.pid;
  announcement.pid_start_time = host.start_time(transaction.pid).value_or(0);
  announcement.boot_id = host.boot();
  announcement.until = host.wall_usec() / kSecond + settings.policy.lease.count();
  PackageSet packages;
  const bool by_name = is_of_a_person(transaction);
  const auto system = settings.packages.value_or(rules::PackageSystem::rpm);
  for (const TransactionItem& item : transaction.items) {
    // A person who names an installed package does not say which version comes.
    if (by_name && item.package_file.empty()) {
      packages.add({{item.package.name, {}, {}, {}, {}}});
    } else if (!item.package.name.empty()) {
      packages.add({item.package, system});
    }
  }
  if (gathered) {
    for (const rules::PackageFacts& package : gathered->packages) packages.add(package.nevra);
  }
  announcement.packages = packages.take();
  return announcement;
}

Done announce_in(const Settings& settings, const Announcement& announcement, Host& host) {
  if (!host.has_state(settings)) return done();
  const auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto held = lock_notes(journal->store(), host);
  if (are_notes_full(journal->store())) {
    host.log({LogEntry::Level::warning,
              "nobody has looked for too many transactions: the list of packages begins anew, and "
              "what bypassed the hooks before is not known",
              {}});
    if (Done forgotten = forget_notes(journal->store()); !forgotten) return forgotten;
  }
  return announce(journal->store(), announcement);
}

}  // namespace

std::unique_ptr<StateLock> lock_notes(const StateStore& store, Host& host) {
  constexpr milliseconds kPatience{1'000};
  auto held = lock_within(kPatience, host, [&] { return try_lock_notes(store); });
  return held ? std::move(*held) : nullptr;
}

Done announce_transaction(const Settings& settings, const Transaction& transaction,
                          const rules::Facts* gathered, Host& host) {
  if (transaction.items.empty()) return done();
  const Announcement announcement = announcement_of(settings, transaction, gathered, host);
  Done announced = announce_in(settings, announcement, host);
  for (const std::string& directory : settings.idle_state_directories) {
    Settings idle = settings;
    idle.state_directory = directory;
    Done there = announce_in(idle, announcement, host);
    if (announced) announced = std::move(there);
  }
  return announced;
}

}  // namespace pkgmap
