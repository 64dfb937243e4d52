// program-owner: a program that the check starts, behind its wrappers, is the package's own file.
// The exec of a test may only tell somebody about a failure, so it is likely evidence if one of its
// words controls a service, else weak.
#include "rules/commands/general_programs.hpp"
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_program_owner(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found) {
  for (const ProgramFact& program : check.programs) {
    const ListedFile* file = owned_file(program.path.hops, package);
    if (!file || is_general_program(file->path)) continue;
    const Strength by_exec = program.controls ? Strength::likely : Strength::weak;
    add(found, EvidenceKind::program_owner,
        program.of == CommandOf::test ? by_exec : Strength::strong, package,
        std::string(name_of(program.of)) + " is " + program.path.asked, is_its(*file, package));
    return;
  }
}

}  // namespace pkgmap::rules
