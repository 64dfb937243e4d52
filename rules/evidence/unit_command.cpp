// unit-command: a command of the check starts a unit or an init script of the package, or a unit of
// the administrator that runs the package's program. Of a program check and its own program, a
// command that only asks about the unit counts, too: its answer changes in the upgrade.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_unit_command(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found) {
  for (const CommandFact& command : check.commands) {
    const ListedFile* file = owned_file(command.unit.fragments, package);
    const bool own = file != nullptr;
    if (!file) file = owned_unit(command.unit, package);
    if (!file) continue;
    add(found, EvidenceKind::unit_command, own ? Strength::strong : Strength::likely, package,
        std::string(name_of(command.of)) + (command.asks ? " asks about " : " runs ") +
            command.unit.name,
        is_its(*file, package));
    return;
  }
}

}  // namespace pkgmap::rules
