// UnitFiles: the queries that read every unit of the host.
#include <algorithm>
#include <set>

#include "engine/facts/unit_directories.hpp"
#include "engine/facts/units.hpp"
#include "parsers/source/contains.hpp"
#include "parsers/unit/sysv.hpp"
#include "parsers/unit/tmpfiles.hpp"

namespace pkgmap {
namespace {

bool any_of_them(const std::vector<std::string>& list, const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const std::string& value) { return contains(list, value); });
}

// Reads the port of a ListenStream= value: "3306", "0.0.0.0:3306", "[::]:22". Returns 0 for a path.
int port_of(const std::string& listen) {
  const std::string digits = listen.substr(listen.rfind(':') + 1);
  const bool number = !digits.empty() && digits.size() <= 5 &&
                      digits.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::stoi(digits) : 0;
}

}  // namespace

const std::vector<UnitFiles::Unit>& UnitFiles::all() {
  if (loaded_) return all_;
  loaded_ = true;
  load_units();
  load_scripts();
  load_tmpfiles();
  return all_;
}

void UnitFiles::load_units() {
  std::set<std::string> names;
  std::set<std::string> targets;
  for (const char* directory : kUnitDirectories) {
    for (const std::string& name : names_in(directory)) {
      if (!name.ends_with(".service") && !name.ends_with(".socket")) continue;
      if (!names.insert(name).second) continue;
      const std::string path = std::string(directory) + "/" + name;
      const std::string& target = paths_.resolve(path).target;
      if (targets.insert(target).second) load_unit(base_name_of(target), path);
    }
  }
}

void UnitFiles::load_unit(const std::string& name, const std::string& path) {
  const ResolvedPath& resolved = paths_.resolve(path);
  const UnitFile file = read_unit(name, resolved.target);
  Unit unit;
  unit.fact = {name, name, resolved.hops, {}};
  std::string pidfile = expand_specifiers(file.last("Service", "PIDFile"), name);
  if (!pidfile.empty() && pidfile.front() != '/') pidfile.insert(0, "/run/");
  if (!pidfile.empty()) unit.pidfiles.push_back(paths_.resolve(pidfile).target);
  for (const auto& [key, above] :
       {std::pair("RuntimeDirectory", "/run/"), std::pair("StateDirectory", "/var/lib/")}) {
    for (const std::string& word : file.words("Service", key)) {
      const std::string place = expand_specifiers(word.substr(0, word.find(':')), name);
      unit.directories.push_back(paths_.directory(above + place));
    }
  }
  unit.commands = commands_of(file, name);
  for (const auto& argv : unit.commands) add_programs(argv, unit.fact);
  for (const char* key : {"ListenStream", "ListenDatagram", "ListenSequentialPacket"}) {
    for (const std::string& value : file.all("Socket", key)) {
      const std::string listen = expand_specifiers(value, name);
      unit.listens.push_back(listen.starts_with('/') ? paths_.resolve(listen).target : listen);
    }
  }
  all_.push_back(std::move(unit));
}

void UnitFiles::load_scripts() {
  for (const std::string& name : files_.names_in("/etc/init.d")) {
    const std::string path = "/etc/init.d/" + name;
    const auto text = files_.read(path);
    if (!text.ok) continue;
    const SysvScript script = read_sysv_script(text.bytes);
    Unit unit;
    unit.fact = {base_name_of(path), path, paths_.resolve(path).hops, {}};
    for (const std::string& program : script.programs) add_programs({program}, unit.fact);
    for (const std::string& pidfile : script.pidfiles) {
      unit.pidfiles.push_back(paths_.resolve(pidfile).target);
    }
    all_.push_back(std::move(unit));
  }
}

void UnitFiles::load_tmpfiles() {
  std::set<std::string> names;
  for (const char* directory : kTmpfilesDirectories) {
    for (const std::string& name : files_.names_in(directory)) {
      if (!name.ends_with(".conf") || !names.insert(name).second) continue;
      const std::string path = std::string(directory) + "/" + name;
      const auto text = files_.read(path);
      if (!text.ok) continue;
      Unit unit;
      unit.fact = {path, path, paths_.resolve(path).hops, {}};
      for (const std::string& made : tmpfiles_directories(text.bytes)) {
        unit.directories.push_back(paths_.directory(made));
      }
      all_.push_back(std::move(unit));
    }
  }
}

template <class Fits>
std::vector<rules::UnitFact> UnitFiles::those(Fits fits) {
  std::vector<rules::UnitFact> found;
  for (const Unit& unit : all()) {
    if (fits(unit)) found.push_back(unit.fact);
  }
  return found;
}

std::vector<rules::UnitFact> UnitFiles::with_pidfile(const std::vector<std::string>& hops) {
  return those([&](const Unit& unit) { return any_of_them(unit.pidfiles, hops); });
}

std::vector<rules::UnitFact> UnitFiles::making(const std::string& directory) {
  return those([&](const Unit& unit) { return contains(unit.directories, directory); });
}

std::vector<rules::UnitFact> UnitFiles::running(const PosixPattern& pattern) {
  return those([&](const Unit& unit) {
    return std::any_of(unit.commands.begin(), unit.commands.end(), [&](const auto& argv) {
      const auto at = pattern.find(joined_words(argv));
      return at && *at < program_reaches(argv);
    });
  });
}

std::vector<rules::UnitFact> UnitFiles::listening(int port, const std::vector<std::string>& hops) {
  return those([&](const Unit& unit) {
    return std::any_of(unit.listens.begin(), unit.listens.end(), [&](const std::string& listen) {
      return listen.starts_with('/') ? contains(hops, listen)
                                     : port != 0 && port_of(listen) == port;
    });
  });
}

}  // namespace pkgmap
