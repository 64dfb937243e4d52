// library: the process of the check has a library of the package mapped. Weak: every process maps
// libc.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_library(const CheckFacts& check, const PackageFacts& package,
                 std::vector<Evidence>& found) {
  for (const auto* processes : {&check.processes, &check.matching.processes}) {
    for (const ProcessFact& process : *processes) {
      for (const PathFact& library : process.libraries) {
        const ListedFile* file = owned_file(library.hops, package);
        if (!file) continue;
        add(found, EvidenceKind::library, Strength::weak, package,
            "process " + std::to_string(process.pid) + " has its library mapped",
            is_its(*file, package));
        return;
      }
    }
  }
}

}  // namespace pkgmap::rules
