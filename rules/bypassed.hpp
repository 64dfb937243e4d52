// Finds the packages that were installed, replaced or erased in transactions that no hook
// announced.
//
// The functions compare two lists of the installed packages, and leave out what hooks have
// announced. They compare no time with the clock, so a wrong clock changes no result. The types of
// this file are plain values, and the functions are pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pkgmap::rules {

struct InstalledPackage {
  std::string name;
  std::string nevra;              ///< As Nevra::text() returns it.
  std::int64_t installed_at = 0;  ///< INSTALLTIME; seconds since 1970.

  // clang-tidy 14 takes the 0 of the defaulted comparison for a pointer.
  friend auto operator<=>(const InstalledPackage&,
                          const InstalledPackage&) = default;  // NOLINT(modernize-use-nullptr)
};

enum class PackageChangeKind : std::uint8_t {
  installed,
  replaced,     ///< By another version, newer or older.
  reinstalled,  ///< The same version was installed once more.
  erased,
};

/// What happened to one package.
struct PackageChange {
  PackageChangeKind kind = PackageChangeKind::installed;
  std::string name;
  std::string before;     ///< NEVRA before the change; empty for PackageChangeKind::installed.
  std::string after;      ///< NEVRA after the change; empty for PackageChangeKind::erased.
  std::int64_t when = 0;  ///< INSTALLTIME of `after`, seconds since 1970; 0 if erased.
  /// A time at which the package had not changed yet, in seconds since 1970; 0 if unknown.
  std::int64_t since = 0;

  friend bool operator==(const PackageChange&, const PackageChange&) = default;
};

/// An incoming or outgoing package of a transaction that a hook has announced.
struct AnnouncedPackage {
  std::string name;
  std::string nevra;  ///< Empty if the hook announced only the name; every version of the package
                      ///< then counts as announced.

  friend bool operator==(const AnnouncedPackage&, const AnnouncedPackage&) = default;
};

/// Returns the differences between the lists `before` and `after`, sorted by name. A package of
/// which two installed versions have changed gives two changes. PackageChange::since is 0; the
/// caller sets it.
std::vector<PackageChange> changes_between(std::vector<InstalledPackage> before,
                                           std::vector<InstalledPackage> after);

/// Returns those of `changes` that no hook announced. A change to an installed version is announced
/// if `announced` has the same NEVRA, or the same name without a NEVRA. An erasure is announced if
/// `announced` has the same name.
std::vector<PackageChange> not_announced(std::vector<PackageChange> changes,
                                         const std::vector<AnnouncedPackage>& announced);

/// Returns the changes of `earlier`, then those of `later`. Two changes become one if the later
/// change begins with the version with which the earlier change ended: "1 replaced by 2" and "2
/// replaced by 3" become "1 replaced by 3", with PackageChange::since of the earlier change. Leaves
/// out a package that was installed and then erased.
std::vector<PackageChange> joined(std::vector<PackageChange> earlier,
                                  const std::vector<PackageChange>& later);

/// Returns a text for people: "foo-2-1.noarch replaced foo-1-1.noarch, bar-1-1.noarch installed".
/// Shows five changes at most, then " and 7 more". Empty without changes.
std::string summary_of(const std::vector<PackageChange>& changes);

/// Returns the name of the enumerator: "installed".
const char* name_of(PackageChangeKind kind);
/// Returns the kind with this name; PackageChangeKind::installed for any other text.
PackageChangeKind package_change_kind(const std::string& name);

}  // namespace pkgmap::rules
