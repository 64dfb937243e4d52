// file-owner: the path of the check is in the package's file list, or likely a link of
// alternatives(8) that will lead to such a file. Weak for a general program: the
// script that the program runs counts instead. Weak for a directory, which no package replaces; but
// rpm gives a directory its mode and owner anew whenever it installs a package that has it.
#include <algorithm>

#include "rules/commands/general_programs.hpp"
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {
namespace {

std::string claim_of(const PathFact& path, const ListedFile& file, const PackageFacts& package) {
  if (file.path == path.asked || file.shipped == path.asked) return is_its(file, package);
  return path.asked + " leads to " + file.path + ", which is " + package.nevra.name + "'s";
}

bool is_general(const monitrc::Check& check, const ListedFile& file) {
  return check.type == monitrc::CheckType::program && is_general_program(file.path);
}

// A scriptlet may set the mode or the owner of a directory afterwards, as it did at first.
bool watches_what_rpm_sets(const monitrc::Check& check, const ListedFile& directory,
                           const PackageFacts& package) {
  using Kind = monitrc::TestKind;
  const bool sets = package.nevra.system == PackageSystem::rpm && directory.directory &&
                    !directory.ghost && !directory.shared;
  return sets && std::any_of(check.tests.begin(), check.tests.end(), [](const auto& test) {
           return test.kind == Kind::permission || test.kind == Kind::uid || test.kind == Kind::gid;
         });
}

Strength strength_of(const monitrc::Check& check, const ListedFile& file,
                     const PackageFacts& package) {
  if (file.directory || check.type == monitrc::CheckType::directory) {
    return watches_what_rpm_sets(check, file, package) ? Strength::likely : Strength::weak;
  }
  return is_general(check, file) ? Strength::weak : Strength::exact;
}

// A script may have its reasons to leave the link alone.
void add_won_link(const CheckFacts& check, const PackageFacts& package,
                  std::vector<Evidence>& found) {
  for (const ListedFile& link : package.won_links) {
    if (std::find(check.path.hops.begin(), check.path.hops.end(), link.path) ==
        check.path.hops.end()) {
      continue;
    }
    return add(
        found, EvidenceKind::file_owner, Strength::likely, package,
        link.path + " will lead to " + link.shipped + ", which is " + package.nevra.name + "'s");
  }
}

}  // namespace

void add_file_owner(const CheckFacts& check, const PackageFacts& package,
                    std::vector<Evidence>& found) {
  for (const PathFact& script : check.scripts) {
    const ListedFile* file = owned_file(script.hops, package);
    if (!file) continue;
    add(found, EvidenceKind::file_owner, Strength::exact, package,
        claim_of(script, *file, package));
    return;
  }
  const ListedFile* file = owned_hop(check.path.hops, package);
  if (!file) return add_won_link(check, package, found);
  add(found, EvidenceKind::file_owner, strength_of(*check.check, *file, package), package,
      claim_of(check.path, *file, package));
}

}  // namespace pkgmap::rules
