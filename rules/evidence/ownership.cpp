#include "rules/evidence/ownership.hpp"

#include <algorithm>
#include <utility>

namespace pkgmap::rules {

const PackageFile* owned_hop(const std::vector<std::string>& hops, const PackageFacts& package) {
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    const auto file = std::find_if(package.files.begin(), package.files.end(),
                                   [&](const PackageFile& f) { return f.path == *hop; });
    if (file != package.files.end()) return &*file;
  }
  return nullptr;
}

const PackageFile* owned_file(const std::vector<std::string>& hops, const PackageFacts& package) {
  const PackageFile* file = owned_hop(hops, package);
  return file && !file->directory ? file : nullptr;
}

const PackageFile* owned_unit(const UnitFact& unit, const PackageFacts& package) {
  if (const PackageFile* file = owned_file(unit.fragments, package)) return file;
  for (const PathFact& program : unit.programs) {
    if (const PackageFile* file = owned_file(program.hops, package)) return file;
  }
  return nullptr;
}

const PackageFile* owned_units(const std::vector<UnitFact>& units, const PackageFacts& package) {
  const PackageFile* first = nullptr;
  for (const UnitFact& unit : units) {
    const PackageFile* file = owned_unit(unit, package);
    if (!file) return nullptr;
    if (!first) first = file;
  }
  return first;
}

const PackageFile* owned_process(const ProcessFact& process, const PackageFacts& package) {
  for (const PathFact& program : process.programs) {
    if (const PackageFile* file = owned_file(program.hops, package)) return file;
  }
  for (const UnitFact& unit : process.units) {
    if (const PackageFile* file = owned_file(unit.fragments, package)) return file;
  }
  return nullptr;
}

std::string is_its(const PackageFile& file, const PackageFacts& package) {
  return file.shipped + " is " + package.nevra.name + "'s";
}

void add(std::vector<Evidence>& found, EvidenceKind kind, Strength strength,
         const PackageFacts& package, std::string claim, std::string ground) {
  found.push_back({kind, strength, package.nevra, std::move(claim), std::move(ground)});
}

}  // namespace pkgmap::rules
