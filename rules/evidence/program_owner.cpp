// program-owner: a program that the check starts, behind its wrappers, is the package's own file.
#include "rules/commands/general_programs.hpp"
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_program_owner(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found) {
  for (const ProgramFact& program : check.programs) {
    const ListedFile* file = owned_file(program.path.hops, package);
    if (!file || is_general_program(file->path)) continue;
    add(found, EvidenceKind::program_owner, Strength::strong, package,
        program.program + " program is " + program.path.asked, is_its(*file, package));
    return;
  }
}

}  // namespace pkgmap::rules
