#include "rules/bypassed.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "parsers/source/names.hpp"

namespace pkgmap::rules {
namespace {

using Packages = std::vector<InstalledPackage>;

constexpr std::array<Named<PackageChangeKind>, 4> kPackageChangeNames = {{
    {PackageChangeKind::installed, "installed"},
    {PackageChangeKind::replaced, "replaced"},
    {PackageChangeKind::reinstalled, "reinstalled"},
    {PackageChangeKind::erased, "erased"},
}};

Packages only_in(const Packages& some, const Packages& others) {
  Packages rest;
  std::set_difference(some.begin(), some.end(), others.begin(), others.end(),
                      std::back_inserter(rest));
  return rest;
}

/// Takes the packages of one list out of it, one by one.
class Gone {
 public:
  explicit Gone(Packages packages) : packages_(std::move(packages)) {}

  /// Returns the NEVRA of a package that fits, without keeping the package; empty if none fits.
  template <class Fits>
  std::string take(const Fits& fits) {
    const auto found = std::find_if(packages_.begin(), packages_.end(), fits);
    if (found == packages_.end()) return {};
    std::string nevra = std::move(found->nevra);
    packages_.erase(found);
    return nevra;
  }
  const Packages& rest() const { return packages_; }

 private:
  Packages packages_;
};

PackageChangeKind kind_of(const std::string& before, const std::string& after) {
  if (before.empty()) return PackageChangeKind::installed;
  if (after.empty()) return PackageChangeKind::erased;
  return before == after ? PackageChangeKind::reinstalled : PackageChangeKind::replaced;
}

PackageChange change_to(const InstalledPackage& package, std::string before) {
  const PackageChangeKind kind = kind_of(before, package.nevra);
  return {kind, package.name, std::move(before), package.nevra, package.installed_at, 0};
}

}  // namespace

std::vector<PackageChange> changes_between(Packages before, Packages after) {
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  Gone gone(only_in(before, after));
  std::vector<PackageChange> changes;
  Packages others;
  // First the same version: of several versions of a package, one may have been installed anew.
  for (const InstalledPackage& package : only_in(after, before)) {
    std::string same = gone.take([&](const auto& one) { return one.nevra == package.nevra; });
    if (same.empty()) {
      others.push_back(package);
    } else {
      changes.push_back(change_to(package, std::move(same)));
    }
  }
  for (const InstalledPackage& package : others) {
    std::string old = gone.take([&](const auto& one) { return one.name == package.name; });
    changes.push_back(change_to(package, std::move(old)));
  }
  for (const InstalledPackage& package : gone.rest()) {
    changes.push_back({PackageChangeKind::erased, package.name, package.nevra, "", 0, 0});
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& one, const auto& other) { return one.name < other.name; });
  return changes;
}

std::vector<PackageChange> not_announced(std::vector<PackageChange> changes,
                                         const std::vector<AnnouncedPackage>& announced) {
  std::set<std::string> names;
  std::set<std::string> nevras;
  std::set<std::string> every_version;
  for (const AnnouncedPackage& package : announced) {
    names.insert(package.name);
    package.nevra.empty() ? every_version.insert(package.name) : nevras.insert(package.nevra);
  }
  std::erase_if(changes, [&](const PackageChange& change) {
    if (change.after.empty()) return names.contains(change.name);
    return nevras.contains(change.after) || every_version.contains(change.name);
  });
  return changes;
}

std::vector<PackageChange> joined(std::vector<PackageChange> earlier,
                                  const std::vector<PackageChange>& later) {
  for (const PackageChange& change : later) {
    const auto begun = std::find_if(earlier.begin(), earlier.end(), [&](const PackageChange& one) {
      return !one.after.empty() && one.name == change.name && one.after == change.before;
    });
    if (begun == earlier.end()) {
      earlier.push_back(change);
    } else if (begun->before.empty() && change.after.empty()) {
      earlier.erase(begun);
    } else {
      begun->kind = kind_of(begun->before, change.after);
      begun->after = change.after;
      begun->when = change.when;
    }
  }
  return earlier;
}

std::string summary_of(const std::vector<PackageChange>& changes) {
  constexpr std::size_t kMost = 5;
  std::string text;
  for (std::size_t i = 0; i < changes.size() && i < kMost; ++i) {
    const PackageChange& change = changes[i];
    text += (text.empty() ? "" : ", ") + (change.after.empty() ? change.before : change.after) +
            " " + name_of(change.kind);
    if (change.kind == PackageChangeKind::replaced) text += " " + change.before;
  }
  if (changes.size() > kMost) text += " and " + std::to_string(changes.size() - kMost) + " more";
  return text;
}

const char* name_of(PackageChangeKind kind) {
  return name_in(kPackageChangeNames, kind);
}

PackageChangeKind package_change_kind(const std::string& name) {
  return value_in(kPackageChangeNames, name).value_or(PackageChangeKind::installed);
}

}  // namespace pkgmap::rules
