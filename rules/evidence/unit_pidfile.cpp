// unit-pidfile: a unit or init script of the package declares the pidfile of the check.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_unit_pidfile(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found) {
  for (const UnitFact& unit : check.pidfile_units) {
    const ListedFile* file = owned_file(unit.fragments, package);
    const bool own = file != nullptr;
    // A unit of the administrator may run the package's program.
    if (!file) file = owned_unit(unit, package);
    if (!file) continue;
    add(found, EvidenceKind::unit_pidfile, own ? Strength::strong : Strength::likely, package,
        "pidfile " + check.pidfile.asked + " is declared by " + unit.name, is_its(*file, package));
    return;
  }
}

}  // namespace pkgmap::rules
