// runtime-directory: the pidfile or a socket of the check lies in a directory that the package
// makes. A directory that several packages make is no evidence for any of them. It is weak if the
// units are gone that the check starts: the successor of a renamed service makes the same
// directory.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {
namespace {

const ListedFile* own_directory(const DirectoryFact& directory, const PackageFacts& package) {
  const ListedFile* file = owned_hop(directory.hops, package);
  return file && file->directory ? file : nullptr;
}

}  // namespace

void add_runtime_directory(const CheckFacts& check, const PackageFacts& package,
                           std::vector<Evidence>& found) {
  for (const DirectoryFact& directory : check.directories) {
    const std::string claim = directory.holds + " lies in its directory";
    const ListedFile* own = own_directory(directory, package);
    const ListedFile* any = own;
    for (const UnitFact& maker : directory.makers) {
      if (!any) any = owned_unit(maker, package);
    }
    if (!any) continue;
    const bool alone = !(own && own->shared) && !starts_no_unit_that_exists(check) &&
                       (directory.makers.empty() || owned_units(directory.makers, package));
    const std::string makes =
        any == own ? is_its(*any, package)
                   : any->shipped + " of " + package.nevra.name + " makes " + directory.hops.back();
    add(found, EvidenceKind::runtime_directory, alone ? Strength::likely : Strength::weak, package,
        claim, makes);
    return;
  }
}

}  // namespace pkgmap::rules
