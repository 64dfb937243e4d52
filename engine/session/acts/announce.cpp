#include "engine/session/acts/announce.hpp"

#include <set>
#include <utility>

#include "engine/system/step.hpp"

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
  for (const TransactionItem& item : transaction.items) {
    packages.add({item.name, item.epoch, item.version, item.release, item.arch});
  }
  if (gathered) {
    for (const rules::PackageFacts& package : gathered->packages) packages.add(package.nevra);
  }
  announcement.packages = packages.take();
  return announcement;
}

}  // namespace

std::unique_ptr<StateLock> lock_notes(const StateStore& store, Host& host) {
  constexpr milliseconds kPatience{1'000};
  const auto deadline = host.now() + kPatience;
  for (;;) {
    auto held = try_lock_notes(store);
    if (!held || *held) return held ? std::move(*held) : nullptr;
    if (host.now() >= deadline) return nullptr;
    const UntoldSteps again;
    host.sleep(milliseconds(10));
  }
}

Done announce_transaction(const Settings& settings, const Transaction& transaction,
                          const rules::Facts* gathered, Host& host) {
  if (transaction.items.empty() || !host.has_state(settings)) return done();
  const auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto held = lock_notes(journal->store(), host);
  return announce(journal->store(), announcement_of(settings, transaction, gathered, host));
}

}  // namespace pkgmap
