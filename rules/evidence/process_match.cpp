// process-match: the pattern of the check matches a running process of the package, or the
// ExecStart of its unit. A pattern that matches units of several packages is no evidence for any of
// them.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_process_match(const CheckFacts& check, const PackageFacts& package,
                       std::vector<Evidence>& found) {
  for (const ProcessFact& process : check.matching.processes) {
    const ListedFile* file = owned_process(process, package);
    if (!file) continue;
    const Strength strength = process.certain ? Strength::likely : Strength::weak;
    add(found, EvidenceKind::process_match, strength, package, process.found,
        is_its(*file, package));
    return;
  }
  const bool alone = owned_units(check.matching.units, package) != nullptr;
  for (const UnitFact& unit : check.matching.units) {
    const ListedFile* file = owned_unit(unit, package);
    if (!file) continue;
    add(found, EvidenceKind::process_match, alone ? Strength::likely : Strength::weak, package,
        "its pattern matches the command of " + unit.name, is_its(*file, package));
    return;
  }
}

}  // namespace pkgmap::rules
