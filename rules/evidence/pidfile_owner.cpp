// pidfile-owner: the pidfile of the check is in the package's file list, usually as %ghost.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_pidfile_owner(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found) {
  const ListedFile* file = owned_file(check.pidfile.hops, package);
  if (!file) return;
  const char* how = file->ghost ? " is its %ghost" : " is in its file list";
  add(found, EvidenceKind::pidfile_owner, Strength::exact, package,
      "pidfile " + check.pidfile.asked + how);
}

}  // namespace pkgmap::rules
