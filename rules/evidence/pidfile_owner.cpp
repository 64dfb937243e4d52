// pidfile-owner: the pidfile of the check is in the package's file list, usually as %ghost.
#include "rules/evidence/evidence.hpp"

namespace pkgmap::rules {

void add_pidfile_owner(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found) {
  const PackageFile* file = owned_hop(check.pidfile.hops, package);
  if (!file || file->directory) return;
  const char* how = file->ghost ? " is its %ghost" : " is in its file list";
  found.push_back({EvidenceKind::pidfile_owner,
                   Strength::exact,
                   package.nevra,
                   "pidfile " + check.pidfile.asked + how,
                   {}});
}

}  // namespace pkgmap::rules
