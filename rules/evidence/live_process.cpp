// live-process: the process that runs under the pidfile of the check executes the package's file.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_live_process(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found) {
  for (const ProcessFact& process : check.processes) {
    const ListedFile* file = owned_process(process, package);
    if (!file) continue;
    const Strength strength = process.certain ? Strength::likely : Strength::weak;
    add(found, EvidenceKind::live_process, strength, package, process.found,
        is_its(*file, package));
    return;
  }
}

}  // namespace pkgmap::rules
