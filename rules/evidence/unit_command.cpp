// unit-command: a program of the check starts a unit or an init script of the package.
#include "rules/evidence/evidence.hpp"

namespace pkgmap::rules {

void add_unit_command(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found) {
  for (const CommandFact& command : check.commands) {
    const PackageFile* file = owned_hop(command.unit.fragments, package);
    if (!file || file->directory) continue;
    found.push_back({EvidenceKind::unit_command, Strength::strong, package.nevra,
                     command.program + " program runs " + command.unit.name,
                     file->shipped + " is " + package.nevra.name + "'s"});
    return;
  }
}

}  // namespace pkgmap::rules
