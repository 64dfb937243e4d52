#include "engine/facts/units.hpp"

#include <array>

namespace pkgmap {
namespace {

// systemd.unit(5), the system part, in the order of precedence.
constexpr std::array<const char*, 5> kUnitDirectories = {
    "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system",
    "/usr/lib/systemd/system", "/lib/systemd/system"};

bool find_fragment(PathResolver& paths, const std::string& name, rules::UnitFact& unit) {
  for (const char* directory : kUnitDirectories) {
    const ResolvedPath& resolved = paths.resolve(std::string(directory) + "/" + name);
    if (!resolved.exists) continue;
    unit.fragments = resolved.hops;
    unit.name = base_name_of(resolved.target);
    return true;
  }
  return false;
}

bool find_script(PathResolver& paths, const rules::UnitReference& reference,
                 rules::UnitFact& unit) {
  const std::string path = reference.init_script ? reference.name : "/etc/init.d/" + reference.name;
  const ResolvedPath& resolved = paths.resolve(path);
  if (!resolved.exists && !reference.init_script) return false;
  unit.fragments = resolved.hops;
  unit.name = path;
  return true;
}

}  // namespace

rules::UnitFact find_unit(PathResolver& paths, const rules::UnitReference& reference) {
  rules::UnitFact unit{reference.name, {}, {}};
  const auto names = rules::unit_names(reference.name);
  for (const std::string& name : names) {
    if (find_fragment(paths, name, unit)) return unit;
  }
  if (find_script(paths, reference, unit)) return unit;
  unit.name = names.front();
  for (const std::string& name : names) {
    const auto& place = paths.resolve("/usr/lib/systemd/system/" + name);
    unit.fragments.insert(unit.fragments.end(), place.hops.begin(), place.hops.end());
  }
  return unit;
}

}  // namespace pkgmap
