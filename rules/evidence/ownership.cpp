#include "rules/evidence/ownership.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parsers/source/names.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array<Named<CommandOf>, 5> kCommandNames = {{
    {CommandOf::start, "start program"},
    {CommandOf::stop, "stop program"},
    {CommandOf::restart, "restart program"},
    {CommandOf::own, "its program"},
    {CommandOf::test, "the exec of a test"},
}};

}  // namespace

const char* name_of(CommandOf of) {
  return name_in(kCommandNames, of);
}

bool starts_no_unit_that_exists(const CheckFacts& check) {
  bool any = false;
  for (const CommandFact& command : check.commands) {
    if (command.of != CommandOf::start) continue;
    if (command.unit.exists) return false;
    any = true;
  }
  return any;
}

const ListedFile* owned_hop(const std::vector<std::string>& hops, const PackageFacts& package) {
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    const auto file = std::find_if(package.files.begin(), package.files.end(),
                                   [&](const ListedFile& f) { return f.path == *hop; });
    if (file != package.files.end()) return &*file;
  }
  return nullptr;
}

const ListedFile* owned_file(const std::vector<std::string>& hops, const PackageFacts& package) {
  const ListedFile* file = owned_hop(hops, package);
  return file && !file->directory ? file : nullptr;
}

const ListedFile* owned_unit(const UnitFact& unit, const PackageFacts& package) {
  if (const ListedFile* file = owned_file(unit.fragments, package)) return file;
  for (const PathFact& program : unit.programs) {
    if (const ListedFile* file = owned_file(program.hops, package)) return file;
  }
  return nullptr;
}

const ListedFile* owned_units(const std::vector<UnitFact>& units, const PackageFacts& package) {
  const ListedFile* first = nullptr;
  for (const UnitFact& unit : units) {
    const ListedFile* file = owned_unit(unit, package);
    if (!file) return nullptr;
    if (!first) first = file;
  }
  return first;
}

const ListedFile* owned_process(const ProcessFact& process, const PackageFacts& package) {
  for (const PathFact& program : process.programs) {
    if (const ListedFile* file = owned_file(program.hops, package)) return file;
  }
  for (const UnitFact& unit : process.units) {
    if (const ListedFile* file = owned_file(unit.fragments, package)) return file;
  }
  return nullptr;
}

std::string is_its(const ListedFile& file, const PackageFacts& package) {
  return file.shipped + " is " + package.nevra.name + "'s";
}

void add(std::vector<Evidence>& found, EvidenceKind kind, Strength strength,
         const PackageFacts& package, std::string claim, std::string ground) {
  found.push_back({kind, strength, package.nevra, std::move(claim), std::move(ground)});
}

}  // namespace pkgmap::rules
