// container: a command of the check starts a container, or asks about it, and the package has the
// engine that runs it. Likely if the package has the daemon with which the containers stop; the
// client alone is weak.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {

void add_container(const CheckFacts& check, const PackageFacts& package,
                   std::vector<Evidence>& found) {
  const ListedFile* best = nullptr;
  const ContainerFact* fact = nullptr;
  bool stops = false;
  for (const ContainerFact& container : check.containers) {
    const ListedFile* daemon = owned_units(container.daemons, package);
    const ListedFile* file = daemon ? daemon : owned_file(container.client.hops, package);
    if (!file || (best && !daemon)) continue;
    best = file;
    fact = &container;
    stops = daemon != nullptr;
    if (stops) break;
  }
  if (!best) return;
  add(found, EvidenceKind::container, stops ? Strength::likely : Strength::weak, package,
      std::string(name_of(fact->of)) + " needs " + fact->what + ", which " + fact->engine + " runs",
      is_its(*best, package));
}

}  // namespace pkgmap::rules
