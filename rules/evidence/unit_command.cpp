// unit-command: a command of the check starts a unit or an init script of the package, or a unit of
// the administrator that runs the package's program. Of a program check and its own program, a
// command that only asks about the unit counts, too: its answer changes in the upgrade. If a script
// has the command, or the unit only runs what the command starts, that is likely evidence.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_unit_command(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found) {
  for (const CommandFact& command : check.commands) {
    const ListedFile* file = owned_file(command.unit.fragments, package);
    const bool own = file != nullptr;
    if (!file) file = owned_unit(command.unit, package);
    if (!file) continue;
    const bool surely = own && command.script.empty() && !command.needs;
    const char* verb = command.needs ? " needs " : command.asks ? " asks about " : " runs ";
    const std::string by = command.script.empty() ? "" : ", by " + command.script;
    add(found, EvidenceKind::unit_command, surely ? Strength::strong : Strength::likely, package,
        name_of(command.of) + (verb + command.unit.name) + by, is_its(*file, package));
    return;
  }
}

}  // namespace pkgmap::rules
