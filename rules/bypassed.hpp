// Which packages were installed, replaced or erased without a hook that saw the transaction.
//
// Compares two lists of the installed packages, without what hooks had announced. No time is
// compared, so a clock that somebody sets decides nothing. Values and pure functions.
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

struct PackageChange {
  PackageChangeKind kind = PackageChangeKind::installed;
  std::string name;
  std::string before;     ///< NEVRA; empty if the package was not installed.
  std::string after;      ///< NEVRA; empty if the package is erased.
  std::int64_t when = 0;  ///< INSTALLTIME of `after`; 0 for an erased package, as nobody knows it.
  /// When nobody had changed it yet; seconds since 1970.
  std::int64_t since = 0;

  friend bool operator==(const PackageChange&, const PackageChange&) = default;
};

/// A package of a transaction that a hook announced, whichever side of the transaction it is on.
struct AnnouncedPackage {
  std::string name;
  std::string nevra;  ///< Empty if the hook told only the name: stands for every version.

  friend bool operator==(const AnnouncedPackage&, const AnnouncedPackage&) = default;
};

/// The differences, sorted by name. A package of which several versions are installed has a change
/// for each. `since` of each change is 0.
std::vector<PackageChange> changes_between(std::vector<InstalledPackage> before,
                                           std::vector<InstalledPackage> after);

/// Returns the changes that no hook announced: the new versions that are not among the announced
/// packages, and the erasures of packages whose name no announced package has.
std::vector<PackageChange> not_announced(std::vector<PackageChange> changes,
                                         const std::vector<AnnouncedPackage>& announced);

/// Adds later changes to earlier ones. A change that begins where an earlier one ended continues
/// the earlier one, so the list grows with the packages and not with the transactions; a package
/// that came and went again is left out.
std::vector<PackageChange> joined(std::vector<PackageChange> earlier,
                                  const std::vector<PackageChange>& later);

/// "foo-2-1.noarch replaced foo-1-1.noarch", "bar-1-1.noarch installed", …; after five packages
/// "and 7 more". Empty without changes.
std::string summary_of(const std::vector<PackageChange>& changes);

/// "installed", "replaced", "reinstalled", "erased"
const char* name_of(PackageChangeKind kind);
/// Returns PackageChangeKind::installed for any other text.
PackageChangeKind package_change_kind(const std::string& name);

}  // namespace pkgmap::rules
