// file-owner: the path of the check is in the package's file list. A directory is weak: many
// packages may own one.
#include "rules/evidence/evidence.hpp"

namespace pkgmap::rules {

void add_file_owner(const CheckFacts& check, const PackageFacts& package,
                    std::vector<Evidence>& found) {
  const PackageFile* file = owned_hop(check.path.hops, package);
  if (!file) return;
  const bool plain = !file->directory && check.check->type != monitrc::CheckType::directory;
  std::string claim = file->shipped + " is " + package.nevra.name + "'s";
  if (file->path != check.path.asked && file->shipped != check.path.asked) {
    claim =
        check.path.asked + " leads to " + file->path + ", which is " + package.nevra.name + "'s";
  }
  found.push_back({EvidenceKind::file_owner,
                   plain ? Strength::exact : Strength::weak,
                   package.nevra,
                   std::move(claim),
                   {}});
}

}  // namespace pkgmap::rules
