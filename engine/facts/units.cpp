#include "engine/facts/units.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/facts/unit_directories.hpp"
#include "engine/system/files/roots_way.hpp"
#include "parsers/unit/sysv.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

constexpr const char* kMasked = "/dev/null";
constexpr std::size_t kLongestText = 1U << 20U;  // Bytes of one file.
constexpr std::size_t kMostDropIns = 256;        // Of one name.

// podman-systemd.unit(5): what the names of the services end with, and the types of their files.
constexpr auto kQuadletTypes = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"", ".container"}, {"", ".kube"}, {"-pod", ".pod"}});

}  // namespace

std::string UnitFiles::text_of(const std::string& path) {
  return files_.read_up_to(path, kLongestText).bytes;
}

std::string UnitFiles::text_of_roots(const std::string& path) {
  return only_root_writes(paths_.root(), path) ? text_of(path) : std::string();
}

std::size_t program_reaches(const std::vector<std::string>& argv) {
  const auto run = rules::commands_run(argv);
  std::size_t end = 0;
  for (const std::string& word : argv) {
    end += word.size() + (end == 0 ? 0 : 1);
    if (run.empty() || word == run.front().front()) return end;
  }
  return argv.empty() ? 0 : argv.front().size();
}

bool UnitFiles::find_fragment(const std::string& name, const std::string& asked,
                              rules::UnitFact& unit) {
  for (const std::string& directory : unit_directories()) {
    const ResolvedPath& resolved = paths_.resolve(directory + "/" + name);
    // A link to /dev/null masks the unit, also below a root that has no such device.
    const bool masked = resolved.target == kMasked;
    if (!resolved.exists && !masked) continue;
    unit.fragments = resolved.hops;
    unit.name = masked ? name : base_name_of(resolved.target);
    // An alias has the settings of its unit, an instance those of its template.
    const std::string& called = name == asked ? unit.name : asked;
    const UnitFile file = read_unit(called, resolved.target);
    for (const auto& argv : commands_of(file, called, environment_of(file, called))) {
      add_programs(argv, unit);
    }
    return true;
  }
  return false;
}

// podman's generator makes "web.service" of "web.container" (podman-systemd.unit(5)).
bool UnitFiles::find_quadlet(const std::string& name, rules::UnitFact& unit) {
  constexpr std::string_view kService = ".service";
  if (!name.ends_with(kService)) return false;
  const std::string stem = name.substr(0, name.size() - kService.size());
  for (const char* directory : kQuadletDirectories) {
    for (const auto& [suffix, type] : kQuadletTypes) {
      if (!stem.ends_with(suffix)) continue;
      const std::string file = stem.substr(0, stem.size() - suffix.size()) + std::string(type);
      const ResolvedPath& resolved = paths_.resolve(std::string(directory) + "/" + file);
      if (!resolved.exists) continue;
      unit.fragments = resolved.hops;
      unit.name = name;
      unit.engine = "podman";
      return true;
    }
  }
  return false;
}

bool UnitFiles::find_script(const rules::UnitReference& reference, rules::UnitFact& unit) {
  const std::string path = reference.init_script ? reference.name : "/etc/init.d/" + reference.name;
  const ResolvedPath& resolved = paths_.resolve(path);
  if (!resolved.exists && !reference.init_script) return false;
  unit.fragments = resolved.hops;
  unit.name = path;
  unit.exists = resolved.exists;
  for (const std::string& program : read_sysv_script(text_of(resolved.target)).programs) {
    add_programs({program}, unit);
  }
  return true;
}

const rules::UnitFact& UnitFiles::find(const rules::UnitReference& reference) {
  const auto [found, is_new] =
      found_.try_emplace({reference.name, reference.starter, reference.init_script});
  if (is_new) found->second = look_for(reference);
  return found->second;
}

rules::UnitFact UnitFiles::look_for(const rules::UnitReference& reference) {
  rules::UnitFact unit;
  unit.asked = reference.name;
  if (reference.starter == rules::Starter::supervisord) {
    find_program_of_supervisord(reference.name, unit);
    return unit;
  }
  if (reference.starter == rules::Starter::service_directory) {
    find_service_directory(reference.name, unit);
    return unit;
  }
  const auto names = rules::unit_names(reference.name);
  for (const std::string& name : names) {
    if (find_fragment(name, names.front(), unit)) return unit;
  }
  for (const std::string& name : names) {
    if (find_quadlet(name, unit)) return unit;
  }
  if (find_upstart_job(reference.name, unit)) return unit;
  if (find_script(reference, unit)) return unit;
  unit.exists = false;
  unit.name = names.front();
  for (const std::string& name : names) {
    const auto& place = paths_.resolve("/usr/lib/systemd/system/" + name);
    unit.fragments.insert(unit.fragments.end(), place.hops.begin(), place.hops.end());
  }
  return unit;
}

std::string UnitFiles::setting(const std::string& name, std::string_view section,
                               std::string_view key) {
  for (const std::string& candidate : rules::unit_names(name)) {
    for (const std::string& directory : unit_directories()) {
      const ResolvedPath& resolved = paths_.resolve(directory + "/" + candidate);
      if (resolved.target == kMasked) return {};
      if (resolved.exists) return read_unit(name, resolved.target).last(section, key);
    }
  }
  return {};
}

const std::vector<std::string>& UnitFiles::unit_directories() {
  if (!unit_directories_.empty()) return unit_directories_;
  std::set<std::string> resolved;
  for (const char* directory : kUnitDirectories) {
    if (resolved.insert(paths_.directory(directory)).second) unit_directories_.push_back(directory);
  }
  return unit_directories_;
}

const std::vector<std::string>& UnitFiles::names_in(const std::string& directory) {
  const auto [names, added] = names_.try_emplace(directory);
  if (added) names->second = files_.names_in(directory);
  return names->second;
}

const std::multimap<std::string, std::string>& UnitFiles::drop_ins() {
  if (drop_ins_loaded_) return drop_ins_;
  drop_ins_loaded_ = true;
  std::map<std::pair<std::string, std::string>, std::string> first;
  for (const std::string& directory : unit_directories()) {
    for (const std::string& name : names_in(directory)) {
      if (!name.ends_with(".d")) continue;
      const std::string unit = name.substr(0, name.size() - 2);
      const std::string place = directory + "/" + name;
      for (const std::string& file : files_.names_in(place)) {
        // A drop-in replaces those of its name in later directories.
        if (file.ends_with(".conf")) first.try_emplace({unit, file}, place + "/" + file);
      }
    }
  }
  for (const auto& [key, path] : first) drop_ins_.emplace(key.first, path);
  return drop_ins_;
}

UnitFile UnitFiles::read_unit(const std::string& name, const std::string& path) {
  UnitFile unit;
  if (path == kMasked) return unit;
  const std::string fragment = text_of(path);
  if (fragment.empty()) return unit;
  unit.add(fragment);
  std::vector<std::string> names = rules::unit_names(name);
  // Drop-ins in "service.d" apply to all services.
  names.push_back(name.substr(name.rfind('.') + 1));
  for (auto other = names.rbegin(); other != names.rend(); ++other) {
    const auto [begin, end] = drop_ins().equal_range(*other);
    std::size_t left = kMostDropIns;
    for (auto drop_in = begin; drop_in != end && left > 0; ++drop_in, --left) {
      unit.add(text_of(drop_in->second));
    }
  }
  return unit;
}

}  // namespace pkgmap
