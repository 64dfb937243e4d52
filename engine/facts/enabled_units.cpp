#include "engine/facts/enabled_units.hpp"

#include <array>
#include <map>
#include <set>
#include <string_view>

#include "engine/facts/unit_directories.hpp"
#include "engine/facts/units.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap {
namespace {

constexpr const char* kPlace = "/etc/systemd/system";
constexpr const char* kPackaged = "/usr/lib/systemd/system/";
// Directories of the runlevels with services. Links there are called "S55sshd" (chkconfig(8),
// insserv(8)).
constexpr auto kRunlevels = std::to_array<std::string_view>(
    {"/etc/rc.d/rc2.d", "/etc/rc.d/rc3.d", "/etc/rc.d/rc4.d", "/etc/rc.d/rc5.d", "/etc/rc2.d",
     "/etc/rc3.d", "/etc/rc4.d", "/etc/rc5.d"});
constexpr std::size_t kSequence = 3;  // Length of "S55".

bool starts_something(std::string_view unit) {
  return unit.ends_with(".service") || unit.ends_with(".socket") || unit.ends_with(".timer") ||
         unit.ends_with(".path");
}

// Whether a link leads to /dev/null, also below a root that has no such device.
bool is_masked(PathResolver& paths, const std::string& link) {
  return paths.resolve(link).target == "/dev/null";
}

class Reader {
 public:
  explicit Reader(const std::string& root) : paths_(root), files_(root), units_(paths_, files_) {}

  std::vector<EnabledUnit> all() {
    for (const std::string& name : files_.names_in(kPlace)) {
      const std::string place = std::string(kPlace) + "/" + name;
      if (pulls_in_units(name)) {
        for (const std::string& unit : files_.names_in(place)) {
          if (!is_masked(paths_, place + "/" + unit)) add_unit(unit);
        }
      } else if (starts_something(name) && is_alias(name, place)) {
        add_unit(base_name_of(paths_.resolve(place).target));
      }
    }
    for (const std::string_view runlevel : kRunlevels) add_scripts(std::string(runlevel));
    std::vector<EnabledUnit> units;
    for (auto& [name, unit] : found_) units.push_back(std::move(unit));
    return units;
  }

 private:
  bool is_alias(const std::string& name, const std::string& place) {
    const ResolvedPath& resolved = paths_.resolve(place);
    return resolved.exists && starts_something(resolved.target) &&
           base_name_of(resolved.target) != name;
  }

  // A unit counts by the service that it starts in the end.
  bool is_daemon(const std::string& unit) {
    std::string service = unit;
    if (unit.ends_with(".socket")) {
      service = units_.setting(unit, "Socket", "Service");
      // Each connection starts a process; the socket is the lasting part.
      if (is_yes(units_.setting(unit, "Socket", "Accept"))) return true;
    } else if (!unit.ends_with(".service")) {
      service = units_.setting(unit, unit.ends_with(".timer") ? "Timer" : "Path", "Unit");
    }
    if (service.empty()) service = unit.substr(0, unit.rfind('.')) + ".service";
    if (!service.ends_with(".service") || units_.setting(service, "Service", "ExecStart").empty()) {
      return false;
    }
    return units_.setting(service, "Service", "Type") != "oneshot";
  }

  void add_unit(const std::string& name) {
    if (!starts_something(name) || !seen_.insert(name).second) return;
    const rules::UnitFact& unit = units_.find({name, false});
    if (unit.fragments.empty() || !paths_.resolve(unit.fragments.back()).exists) return;
    // An alias gets the name of its unit.
    const std::string called = unit.name.find('@') == std::string::npos ? unit.name : name;
    if (!is_daemon(called)) return;
    EnabledUnit& enabled = found_[called];
    enabled = {called, unit.fragments.back(), {unit.fragments.back()}};
    enabled.paths.push_back(paths_.as_owned(kPackaged + base_name_of(enabled.fragment)));
    for (const rules::PathFact& program : unit.programs) {
      enabled.paths.insert(enabled.paths.end(), program.hops.begin(), program.hops.end());
    }
  }

  void add_scripts(const std::string& runlevel) {
    for (const std::string& link : files_.names_in(runlevel)) {
      if (link.size() <= kSequence || link.front() != 'S') continue;
      const ResolvedPath& script = paths_.resolve(runlevel + "/" + link);
      if (!script.exists) continue;
      const std::string name = base_name_of(script.target);
      // If there is a unit of that name, systemd ignores the script.
      if (units_.find({name, false}).name.front() != '/') continue;
      found_.try_emplace("/etc/init.d/" + name,
                         EnabledUnit{"/etc/init.d/" + name, script.target, {script.target}});
    }
  }

  PathResolver paths_;
  HostFiles files_;
  UnitFiles units_;
  std::set<std::string> seen_;
  std::map<std::string, EnabledUnit> found_;
};

}  // namespace

std::vector<EnabledUnit> enabled_units(const std::string& root) {
  return Reader(root).all();
}

bool is_enabled(const std::string& root, const std::string& name) {
  PathResolver paths(root);
  HostFiles files(root);
  if (UnitFiles(paths, files).setting(name, "Service", "ExecStart").empty()) return false;
  // An entry hides those of its name in later directories.
  std::set<std::string> seen;
  for (const std::string directory : kUnitDirectories) {
    for (const std::string& puller : files.names_in(directory)) {
      if (!pulls_in_units(puller)) continue;
      const std::string place = directory + "/" + puller;
      if (!contains(files.names_in(place), name) || !seen.insert(puller).second) continue;
      if (!is_masked(paths, place + "/" + name)) return true;
    }
  }
  return false;
}

}  // namespace pkgmap
