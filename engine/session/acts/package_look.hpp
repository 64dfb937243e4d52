// One look at the notes about packages (engine/journal/package_notes.hpp) and at the package
// database. It says what has changed since the mark (the list of the packages that were installed
// at the last look). Writes no file. For one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "rules/bypassed.hpp"

namespace pkgmap {

struct PackageLook {
  PackageNotes notes;
  /// The elements of notes.announced whose transaction was perhaps still under way just before the
  /// database was opened.
  std::vector<Announcement> open;
  std::unique_ptr<PackageDatabase> database;
  /// PackageDatabase::cookie() when the database was opened. Empty if the database has none; the
  /// database then always counts as changed.
  std::string cookie;

  /// Returns the mark; null if there is none.
  const PackageMark* mark() const { return notes.mark ? &*notes.mark : nullptr; }
  /// Returns whether it is certain that no package has changed since the mark. False if there is no
  /// mark, or if the database has no cookie.
  bool unchanged() const { return mark() && !cookie.empty() && mark()->cookie == cookie; }
  /// Returns whether the mark is about a package database in another directory, because another
  /// caller had other settings. If true, unchanged() and new_changes() have no meaning. False if
  /// there is no mark.
  bool elsewhere() const { return mark() && mark()->place != database->place(); }
  /// Returns whether a transaction changes the database now, or has changed it since it was opened.
  /// If true, what was read may be half of a transaction.
  bool is_half() const { return database->in_transaction() || database->cookie() != cookie; }
};

/// Opens the package database that the settings name, and finds the announcements in `notes` whose
/// transaction may still be under way (PackageLook::open). Fails if the database cannot be opened.
Result<PackageLook> look_at_packages(PackageNotes notes, const Settings& settings, Host& host);

/// Returns the installed packages, sorted by name. Reads the header of every package. An Error if
/// the database cannot be read.
Result<std::vector<rules::InstalledPackage>> installed_packages(PackageDatabase& database);

/// Returns the packages of all announcements.
std::vector<rules::AnnouncedPackage> announced_in(const PackageNotes& notes);

/// Returns the changes since the mark that no hook announced; empty without a mark. `installed`:
/// what installed_packages() returned. The caller first asks elsewhere(), then calls
/// installed_packages(), then asks is_half(); if either is true, it does not call new_changes().
std::vector<rules::PackageChange> new_changes(
    const PackageLook& look, const std::vector<rules::InstalledPackage>& installed);

/// Returns the names of the checks that a hook would have suspended for these changes, by the files
/// that the packages have now. A package that was erased adds no check. Returns no name if the
/// checks cannot be found out.
CheckNames checks_of(const std::vector<rules::PackageChange>& changes, const Settings& settings,
                     PackageDatabase& database, Host& host);

}  // namespace pkgmap
