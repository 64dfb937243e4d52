// One look at the notes about packages (engine/journal/package_notes.hpp) and at the package
// database: what has changed since the mark. Writes no file. For one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "rules/bypassed.hpp"

namespace pkgmap {

struct PackageLook {
  PackageNotes notes;
  /// The announcements whose transaction was perhaps not over before the database was opened.
  std::vector<Announcement> open;
  std::unique_ptr<PackageDatabase> database;
  std::string cookie;  ///< Of the database when it was opened.

  /// Null if there is no mark.
  const PackageMark* mark() const { return notes.mark ? &*notes.mark : nullptr; }
  /// Returns whether no package has changed since the mark.
  bool unchanged() const { return mark() && !cookie.empty() && mark()->cookie == cookie; }
  /// Returns whether the mark is about the database in another directory: another caller had other
  /// settings.
  bool elsewhere() const { return mark() && mark()->place != database->place(); }
  /// Returns whether what was read since the database was opened may be half of a transaction.
  bool is_half() const { return database->in_transaction() || database->cookie() != cookie; }
};

/// Opens the database. Fails if the database cannot be opened.
Result<PackageLook> look_at_packages(PackageNotes notes, const Settings& settings, Host& host);

/// Returns the installed packages, sorted. Reads every header.
Result<std::vector<rules::InstalledPackage>> installed_packages(PackageDatabase& database);

/// Returns the packages of all announcements.
std::vector<rules::AnnouncedPackage> announced_in(const PackageNotes& notes);

/// Returns the changes since the mark that no hook announced; empty without a mark.
std::vector<rules::PackageChange> new_changes(
    const PackageLook& look, const std::vector<rules::InstalledPackage>& installed);

/// Returns the checks that a hook would have suspended, by the files that the packages have now.
/// Empty if they cannot be found out; a package that was erased has none.
std::vector<std::string> checks_of(const std::vector<rules::PackageChange>& changes,
                                   const Settings& settings, PackageDatabase& database, Host& host);

}  // namespace pkgmap
