// file-owner: the path of the check is in the package's file list. Weak for a directory, which many
// packages may own, and for a general program: the script that the program runs counts instead.
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
  if (!file) return;
  const bool plain = !file->directory && check.check->type != monitrc::CheckType::directory &&
                     !is_general(*check.check, *file);
  add(found, EvidenceKind::file_owner, plain ? Strength::exact : Strength::weak, package,
      claim_of(check.path, *file, package));
}

}  // namespace pkgmap::rules
