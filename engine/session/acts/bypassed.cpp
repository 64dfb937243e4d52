#include "engine/session/acts/bypassed.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/announce.hpp"
#include "engine/session/acts/package_look.hpp"

namespace pkgmap {
namespace {

/// What a look wants to write.
struct Noting {
  Bypassed known;
  /// The mark for the next look. Nullopt if there is nothing to write.
  std::optional<PackageMark> mark{};
  std::vector<rules::PackageChange> found{};  ///< What nobody knew before.
};

Bypassed told_before(const PackageLook& look) {
  return look.mark() ? Bypassed{look.mark()->bypassed, look.mark()->checks} : Bypassed{};
}

void add(Bypassed& known, const Bypassed& more) {
  known.packages = rules::joined(std::move(known.packages), more.packages);
  for (const std::string& check : more.checks) {
    if (!names_check(known.checks, check)) known.checks.push_back(check);
  }
}

Error list_is_damaged() {
  return Error{ErrorCode::failed,
               "the list of packages is damaged, so what bypassed the hooks is not known",
               "the next look of the shipped check, or 'monit-pkgmap recover', begins the list "
               "anew"};
}

// A hook that began a session on a host without a state directory has announced nothing there.
bool session_is_open(const Settings& settings, Host& host) {
  const auto found = host.sessions(settings);
  return found && std::any_of(found->sessions.begin(), found->sessions.end(), [&](const auto& one) {
           return one.state != SessionState::kept && manager_alive(one, host);
         });
}

void log_found(const PackageNotes& before, const std::vector<rules::PackageChange>& changes,
               Host& host) {
  if (before.damaged) {
    host.log({LogEntry::Level::warning,
              "the list of packages was damaged, so what bypassed the hooks before is not known",
              {}});
  }
  for (const rules::PackageChange& change : changes) {
    host.log({LogEntry::Level::warning,
              "a package changed without a hook: " + rules::summary_of({change}),
              {}});
  }
}

// What people are told of from now on.
Bypassed still_told(const PackageLook& look, Telling telling, const Bypassed& found) {
  if (telling == Telling::acknowledged) return {};
  Bypassed told = telling == Telling::only_new ? Bypassed{} : told_before(look);
  add(told, found);
  return told;
}

// Whether there is nothing to write: no package has changed, what is told goes on being told, and
// no announced transaction has ended. (A transaction that failed changes no package.)
bool is_up_to_date(const PackageLook& look, Telling telling) {
  const bool ends = telling != Telling::goes_on && look.mark() && !look.mark()->bypassed.empty();
  return look.unchanged() && !ends && look.open.size() == look.notes.announced.size();
}

// A database without a cookie looks changed each time.
bool says_the_same(const PackageMark& mark, const PackageMark* before) {
  PackageMark at_that_time = mark;
  if (before) at_that_time.since = before->since;
  return before && at_that_time == *before;
}

Result<Noting> compare(const PackageLook& look, const Settings& settings, Telling telling,
                       Host& host) {
  Noting noting{told_before(look)};
  if (is_up_to_date(look, telling) || look.database->in_transaction()) return noting;
  if (!look.mark() && session_is_open(settings, host)) return noting;
  auto installed = installed_packages(*look.database);
  if (!installed) return installed.error();
  if (look.is_half()) return noting;
  Bypassed found{new_changes(look, *installed), {}};
  found.checks = checks_of(found.packages, settings, *look.database, host);
  Bypassed told = still_told(look, telling, found);
  PackageMark mark{look.database->place(),     look.cookie,
                   host.wall_usec() / kSecond, std::move(*installed),
                   std::move(told.packages),   std::move(told.checks)};
  add(noting.known, found);
  noting.found = std::move(found.packages);
  const bool ended = look.open.size() != look.notes.announced.size();
  if (ended || !says_the_same(mark, look.mark())) noting.mark = std::move(mark);
  return noting;
}

// Writes the mark if nobody has written notes since `before`. Returns false if somebody has.
Result<bool> write_notes(const Settings& settings, const PackageNotes& before,
                         const PackageLook& look, const Noting& noting, Host& host) {
  const auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto held = lock_notes(journal->store(), host);
  if (!held) return false;
  const auto now = read_package_notes(journal->store());
  if (!now) return now.error();
  if (!(*now == before)) return false;
  if (Done written = write_mark(journal->store(), *noting.mark); !written) return written.error();
  if (Done kept = keep_announcements(journal->store(), look.open); !kept) return kept.error();
  log_found(before, noting.found, host);
  return true;
}

}  // namespace

Result<Bypassed> see_bypassed(const Settings& settings, Host& host) {
  auto notes = host.package_notes(settings);
  if (!notes) return notes.error();
  if (*notes && (*notes)->damaged) return list_is_damaged();
  if (!*notes || !(*notes)->mark) return Bypassed{};
  const auto look = look_at_packages(std::move(**notes), settings, host);
  if (!look) return look.error();
  if (look->elsewhere()) return Bypassed{};
  Bypassed known = told_before(*look);
  if (look->unchanged() || look->database->in_transaction()) return known;
  const auto installed = installed_packages(*look->database);
  if (!installed) return installed.error();
  if (look->is_half()) return known;
  Bypassed found{new_changes(*look, *installed), {}};
  // A hook may have announced a transaction since the notes were read.
  const auto later = host.package_notes(settings);
  if (later && *later) {
    found.packages = rules::not_announced(std::move(found.packages), announced_in(**later));
  }
  found.checks = checks_of(found.packages, settings, *look->database, host);
  add(known, found);
  return known;
}

Result<Bypassed> note_packages(const Settings& settings, Telling telling, Host& host) {
  constexpr int kMostReadings = 3;
  Bypassed known;
  for (int tries = 0; tries < kMostReadings; ++tries) {
    const auto notes = host.package_notes(settings);
    if (!notes) return notes.error();
    if (!*notes) return Bypassed{};
    auto look = look_at_packages(**notes, settings, host);
    if (!look) return look.error();
    if (look->elsewhere() && telling != Telling::only_new) return Bypassed{};
    if (look->elsewhere()) look->notes.mark.reset();
    auto noting = compare(*look, settings, telling, host);
    if (!noting) return noting.error();
    known = noting->known;
    if (!noting->mark) return known;
    const auto written = write_notes(settings, **notes, *look, *noting, host);
    if (!written) return written.error();
    if (*written) return known;
  }
  return known;
}

}  // namespace pkgmap
