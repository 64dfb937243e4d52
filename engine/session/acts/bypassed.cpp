#include "engine/session/acts/bypassed.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/announce.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

/// What is known before the packages are compared.
struct Look {
  PackageNotes notes;
  /// The announcements whose transaction was perhaps not over before the database was opened.
  std::vector<Announcement> open;
  std::unique_ptr<PackageDatabase> database;
  std::string cookie;

  const PackageMark* mark() const { return notes.mark ? &*notes.mark : nullptr; }
  /// Whether no package has changed since the mark.
  bool unchanged() const { return mark() && !cookie.empty() && mark()->cookie == cookie; }
  /// The mark is about the database in another directory: another caller had other settings.
  bool elsewhere() const { return mark() && mark()->place != database->place(); }
};

std::vector<rules::InstalledPackage> packages_in(const std::vector<PackageRecord>& records) {
  std::vector<rules::InstalledPackage> packages;
  packages.reserve(records.size());
  for (const PackageRecord& record : records) {
    packages.push_back({record.nevra.name, record.nevra.text(), record.installed_at});
  }
  return packages;
}

std::vector<rules::AnnouncedPackage> announced_in(const PackageNotes& notes) {
  std::vector<rules::AnnouncedPackage> packages;
  for (const Announcement& one : notes.announced) {
    packages.insert(packages.end(), one.packages.begin(), one.packages.end());
  }
  return packages;
}

// The changes since the mark that no hook announced.
std::vector<rules::PackageChange> new_changes(
    const Look& look, const std::vector<rules::InstalledPackage>& installed) {
  auto changes = rules::not_announced(rules::changes_between(look.mark()->packages, installed),
                                      announced_in(look.notes));
  for (rules::PackageChange& change : changes) change.since = look.mark()->since;
  return changes;
}

// Whether the transaction may still be going to change packages.
bool is_open(const Announcement& announcement, Host& host) {
  if (host.wall_usec() / kSecond > announcement.until) return false;
  return announcement.pid == 0 ||
         exists({announcement.pid, announcement.pid_start_time, announcement.boot_id}, host);
}

// Returns nullopt if there is no state directory.
Result<std::optional<Look>> begin_look(const Settings& settings, Host& host) {
  auto notes = host.package_notes(settings);
  if (!notes) return notes.error();
  if (!*notes) return std::optional<Look>{};
  std::vector<Announcement> open = (*notes)->announced;
  std::erase_if(open, [&](const auto& one) { return !is_open(one, host); });
  auto database = host.packages(settings);
  if (!database) return database.error();
  std::string cookie = (*database)->cookie();
  return std::optional<Look>(
      Look{std::move(**notes), std::move(open), std::move(*database), std::move(cookie)});
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
      item.name = record.nevra.name;
      item.epoch = record.nevra.epoch;
      item.version = record.nevra.version;
      item.release = record.nevra.release;
      item.arch = record.nevra.arch;
      item.dbid = record.instance;
    }
  }
  return transaction;
}

// The checks that a hook would have suspended.
std::vector<std::string> checks_of(const std::vector<rules::PackageChange>& changes,
                                   const Settings& settings, PackageDatabase& database,
                                   Host& host) {
  std::vector<std::string> names;
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

Bypassed bypassed_of(std::vector<rules::PackageChange> changes, const Settings& settings,
                     PackageDatabase& database, Host& host) {
  if (changes.empty()) return {};
  std::vector<std::string> checks = checks_of(changes, settings, database, host);
  return {std::move(changes), std::move(checks)};
}

// A hook that began a session on a host without a state directory has announced nothing there.
bool session_is_open(const Settings& settings, Host& host) {
  const auto found = host.sessions(settings);
  return found && std::any_of(found->sessions.begin(), found->sessions.end(), [&](const auto& one) {
           return one.state != SessionState::kept && manager_alive(one, host);
         });
}

void log_found(const Look& look, const std::vector<rules::PackageChange>& changes, Host& host) {
  if (look.notes.damaged) {
    host.log({LogEntry::Level::warning,
              "the list of packages was damaged, so what bypassed the hooks before is not known",
              {}});
  }
  for (const rules::PackageChange& change : changes) {
    host.log({LogEntry::Level::warning,
              "no hook saw that " + (change.after.empty() ? change.before : change.after) +
                  " was " + rules::name_of(change.kind),
              {}});
  }
}

std::vector<rules::PackageChange> joined(std::vector<rules::PackageChange> changes,
                                         const std::vector<rules::PackageChange>& more) {
  changes.insert(changes.end(), more.begin(), more.end());
  return changes;
}

// What people are told of from now on.
std::vector<rules::PackageChange> still_told(const Look& look, Telling telling,
                                             const std::vector<rules::PackageChange>& found) {
  if (telling == Telling::acknowledged) return {};
  if (telling == Telling::only_new || !look.mark()) return found;
  return joined(look.mark()->bypassed, found);
}

Result<std::vector<rules::PackageChange>> told_before(const Look& look) {
  return look.mark() ? look.mark()->bypassed : std::vector<rules::PackageChange>{};
}

// Returns all changes that have bypassed the hooks. The caller holds the lock of the notes.
Result<std::vector<rules::PackageChange>> make_mark(const Settings& settings,
                                                    const StateStore& store, Telling telling,
                                                    const Look& look, Host& host) {
  const auto records = look.database->installed();
  if (!records) return records.error();
  // What was read is half of a transaction if one has begun meanwhile.
  if (look.database->in_transaction() || look.database->cookie() != look.cookie) {
    return told_before(look);
  }
  if (!look.mark() && session_is_open(settings, host)) return told_before(look);
  const auto installed = packages_in(*records);
  const auto found =
      look.mark() ? new_changes(look, installed) : std::vector<rules::PackageChange>{};
  const PackageMark mark{look.database->place(), look.cookie, host.wall_usec() / kSecond, installed,
                         still_told(look, telling, found)};
  if (Done written = write_mark(store, mark); !written) return written.error();
  if (Done kept = keep_announcements(store, look.open); !kept) return kept.error();
  log_found(look, found, host);
  return joined(*told_before(look), found);
}

// The same under the lock, where the notes may have changed since they were read.
Result<std::vector<rules::PackageChange>> make_mark(const Settings& settings, Telling telling,
                                                    Host& host) {
  const auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto held = lock_notes(journal->store(), host);
  auto look = begin_look(settings, host);
  if (!look) return look.error();
  if (!*look) return std::vector<rules::PackageChange>{};
  // The caller knows that a mark of another database may be replaced.
  if ((*look)->elsewhere()) (*look)->notes.mark.reset();
  return held ? make_mark(settings, journal->store(), telling, **look, host) : told_before(**look);
}

// Whether there is nothing to write: no package has changed, what is told goes on being told, and
// no announced transaction has ended. (A transaction that failed changes no package.)
bool is_up_to_date(const Look& look, Telling telling) {
  const bool ends = telling != Telling::goes_on && look.mark() && !look.mark()->bypassed.empty();
  return look.unchanged() && !ends && look.open.size() == look.notes.announced.size();
}

}  // namespace

Result<Bypassed> see_bypassed(const Settings& settings, Host& host) {
  const auto notes = host.package_notes(settings);
  if (!notes) return notes.error();
  if (!*notes || !(*notes)->mark) return Bypassed{};
  auto begun = begin_look(settings, host);
  if (!begun) return begun.error();
  if (!*begun || !(*begun)->mark() || (*begun)->elsewhere()) return Bypassed{};
  const Look& look = **begun;
  auto changes = look.mark()->bypassed;
  if (!look.unchanged() && !look.database->in_transaction()) {
    const auto records = look.database->installed();
    if (!records) return records.error();
    auto found = new_changes(look, packages_in(*records));
    // A hook may have announced a transaction since the notes were read.
    const auto later = host.package_notes(settings);
    if (later && *later) found = rules::not_announced(std::move(found), announced_in(**later));
    changes = joined(std::move(changes), found);
  }
  return bypassed_of(std::move(changes), settings, *look.database, host);
}

Result<Bypassed> note_packages(const Settings& settings, Telling telling, Host& host) {
  auto seen = begin_look(settings, host);
  if (!seen) return seen.error();
  if (!*seen) return Bypassed{};
  if ((*seen)->elsewhere()) {
    if (telling != Telling::only_new) return Bypassed{};
    (*seen)->notes.mark.reset();
  }
  auto changes =
      is_up_to_date(**seen, telling) ? told_before(**seen) : make_mark(settings, telling, host);
  if (!changes) return changes.error();
  return bypassed_of(std::move(*changes), settings, *(*seen)->database, host);
}

}  // namespace pkgmap
