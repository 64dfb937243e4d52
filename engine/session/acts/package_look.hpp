// One look at the notes about packages (engine/journal/package_notes.hpp) and at the package
// database: it says what has changed since the mark, the list of the packages that were installed
// at the last look. Writes no file. For one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "rules/bypassed.hpp"

namespace pkgmap {

struct PackageLook {
  PackageNotes notes;
  /// Those of notes.announced whose transaction was perhaps still under way just before the
  /// database was opened.
  std::vector<Announcement> open;
  std::unique_ptr<PackageDatabase> database;
  /// PackageDatabase::cookie() when the database was opened; empty: the database has none, so it
  /// always counts as changed.
  std::string cookie;

  /// Returns the mark; null if there is none.
  const PackageMark* mark() const { return notes.mark ? &*notes.mark : nullptr; }
  /// Returns whether it is certain that no package has changed since the mark. False if there is no
  /// mark, or if the database has no cookie.
  bool unchanged() const { return mark() && !cookie.empty() && mark()->cookie == cookie; }
  /// Returns whether the mark is about a package database in another directory, because another
  /// caller had other settings. unchanged() and new_changes() have no meaning then. False if there
  /// is no mark.
  bool elsewhere() const { return mark() && mark()->place != database->place(); }
  /// Returns whether a transaction was under way since the database was opened, so that what was
  /// read may be half of it.
  bool is_half() const { return database->in_transaction() || database->cookie() != cookie; }
};

/// Opens the package database that the settings name, and finds the announcements in `notes` whose
/// transaction may still be under way (PackageLook::open). Fails if the database cannot be opened.
Result<PackageLook> look_at_packages(PackageNotes notes, const Settings& settings, Host& host);

/// Returns the installed packages, sorted. Reads every header. An Error if the database cannot be
/// read.
Result<std::vector<rules::InstalledPackage>> installed_packages(PackageDatabase& database);

/// Returns the packages of all announcements.
std::vector<rules::AnnouncedPackage> announced_in(const PackageNotes& notes);

/// Returns the changes since the mark that no hook announced; empty without a mark. The caller asks
/// elsewhere() before it calls installed_packages(), and is_half() after that. `installed`: as
/// installed_packages() returns it.
std::vector<rules::PackageChange> new_changes(
    const PackageLook& look, const std::vector<rules::InstalledPackage>& installed);

/// Returns the names of the checks that a hook would have suspended for these changes, by the files
/// that the packages have now. Returns no name if the checks cannot be found out, and none for a
/// package that was erased.
CheckNames checks_of(const std::vector<rules::PackageChange>& changes, const Settings& settings,
                     PackageDatabase& database, Host& host);

}  // namespace pkgmap
