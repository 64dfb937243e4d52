// UnitFiles: the queries that read every unit of the host.
#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

#include "engine/facts/any_instance.hpp"
#include "engine/facts/unit_directories.hpp"
#include "engine/facts/units.hpp"
#include "engine/system/files/roots_way.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/unit/sysv.hpp"
#include "parsers/unit/tmpfiles.hpp"
#include "rules/commands/general_programs.hpp"
#include "rules/commands/process_titles.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

bool is_one_of(const std::vector<std::string>& known, std::string_view path) {
  return std::any_of(known.begin(), known.end(),
                     [&](const std::string& one) { return is_path_of_instance(one, path); });
}

bool any_is_one_of(const std::vector<std::string>& known, const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(),
                     [&](const std::string& path) { return is_one_of(known, path); });
}

// Whether the text has the word, and neither a letter nor a digit beside it. Short words say
// nothing.
bool is_word_of(std::string_view word, std::string_view text) {
  constexpr std::size_t kShortest = 3;
  if (word.size() < kShortest) return false;
  const auto is_part = [&](std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    if ((at == 0 || !is_part(at - 1)) && !is_part(at + word.size())) return true;
  }
  return false;
}

// "php7.4-fpm" of "php7.4-fpm@a.service".
std::string_view without_instance(std::string_view unit) {
  unit = unit.substr(0, unit.rfind('.'));
  return unit.substr(0, unit.find('@'));
}

// The pattern with the characters themselves where the pattern quotes them: "a.b" for "a\\.b" and
// "a[.]b".
std::string without_quotes(std::string_view pattern) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::string_view rest = pattern.substr(i + 1);
    const bool is_set = pattern[i] == '[' && rest.size() >= 2 && rest[1] == ']' && rest[0] != '^';
    const bool is_quote = pattern[i] == '\\' && !rest.empty() &&
                          std::isalnum(static_cast<unsigned char>(rest[0])) == 0;
    if (is_set || is_quote) {
      text += rest[0];
      i += is_set ? 2 : 1;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

// Reads the port of a ListenStream= value: "3306", "0.0.0.0:3306", "[::]:22". Returns 0 for a path.
int port_of(const std::string& listen) {
  const std::string digits = listen.substr(listen.rfind(':') + 1);
  const bool number = !digits.empty() && digits.size() <= 5 &&
                      digits.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::stoi(digits) : 0;
}

}  // namespace

std::vector<UnitFiles::Unit>& UnitFiles::all() {
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
  for (const std::string& directory : unit_directories()) {
    for (const std::string& name : names_in(directory)) {
      const std::string path = directory + "/" + name;
      if (pulls_in_units(name)) load_instances(path);
      if (!name.ends_with(".service") && !name.ends_with(".socket")) continue;
      if (!names.insert(name).second) continue;
      const std::string& target = paths_.resolve(path).target;
      if (targets.insert(target).second) load_unit(base_name_of(target), path);
    }
  }
}

// An enabled instance is a link to its template: "multi-user.target.wants/tunnel@a.service".
void UnitFiles::load_instances(const std::string& directory) {
  for (const std::string& name : files_.names_in(directory)) {
    const std::vector<std::string> candidates = rules::unit_names(name);
    if (candidates.size() < 2 || !instances_.insert(name).second) continue;
    const ResolvedPath& link = paths_.resolve(directory + "/" + name);
    if (link.exists) load_unit(name, link.target);
  }
}

void UnitFiles::load_unit(const std::string& name, const std::string& path) {
  const ResolvedPath& resolved = paths_.resolve(path);
  const UnitFile file = read_unit(name, resolved.target);
  const std::string called = with_any_instance(name);
  Unit unit;
  unit.fact = {name, name, resolved.hops, {}};
  const Environment environment = environment_of(file, called);
  unit.commands = commands_of(file, called, environment);
  unit.pidfiles = pidfiles_of(file, called, environment, unit.commands);
  for (const auto& [key, above] :
       {std::pair("RuntimeDirectory", "/run/"), std::pair("StateDirectory", "/var/lib/")}) {
    for (const std::string& word : file.words("Service", key)) {
      const std::string place = expand_specifiers(word.substr(0, word.find(':')), called);
      unit.directories.push_back(hops_of(above + place).back());
    }
  }
  for (const char* key : {"ListenStream", "ListenDatagram", "ListenSequentialPacket"}) {
    for (const std::string& value : file.all("Socket", key)) {
      const std::string listen = expand_specifiers(value, called);
      unit.listens.push_back(listen.starts_with('/') ? hops_of(listen).back() : listen);
    }
  }
  all_.push_back(std::move(unit));
}

void UnitFiles::load_scripts() {
  for (const std::string& name : files_.names_in("/etc/init.d")) {
    const std::string path = "/etc/init.d/" + name;
    const std::string text = text_of(path);
    if (text.empty()) continue;
    const SysvScript script = read_sysv_script(text);
    Unit unit;
    unit.fact = {base_name_of(path), path, paths_.resolve(path).hops, {}};
    unit.script_programs = script.programs;
    for (const std::string& pidfile : script.pidfiles) {
      unit.pidfiles.push_back(hops_of(pidfile).back());
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
      const std::string text = text_of(path);
      if (text.empty()) continue;
      Unit unit;
      unit.fact = {path, path, paths_.resolve(path).hops, {}};
      for (const std::string& made : tmpfiles_directories(text)) {
        unit.directories.push_back(hops_of(made).back());
      }
      all_.push_back(std::move(unit));
    }
  }
}

const std::vector<rules::PathFact>& UnitFiles::programs_of(Unit& unit) {
  if (!unit.has_programs) {
    unit.has_programs = true;
    for (const auto& argv : unit.commands) add_programs(argv, unit.fact);
    for (const std::string& program : unit.script_programs) add_programs({program}, unit.fact);
  }
  return unit.fact.programs;
}

template <class Fits>
std::vector<rules::UnitFact> UnitFiles::those(Fits fits) {
  std::vector<rules::UnitFact> found;
  for (Unit& unit : all()) {
    if (!fits(unit)) continue;
    programs_of(unit);
    found.push_back(unit.fact);
  }
  return found;
}

std::vector<rules::UnitFact> UnitFiles::with_pidfile(const std::vector<std::string>& hops) {
  return those([&](const Unit& unit) { return any_is_one_of(unit.pidfiles, hops); });
}

std::vector<rules::UnitFact> UnitFiles::making(const std::string& directory) {
  return those([&](const Unit& unit) { return is_one_of(unit.directories, directory); });
}

std::vector<std::string> UnitFiles::as_script(const std::vector<std::string>& argv) {
  if (argv.empty() || rules::is_general_program(argv.front())) return {};
  constexpr std::size_t kLongestLine = 256;  // Bytes; the kernel reads as many.
  const std::vector<std::string> hops = find_program(argv.front());
  if (hops.empty() || !only_root_writes(paths_.root(), hops.back())) return {};
  return rules::script_command(files_.beginning_of(hops.back(), kLongestLine), argv);
}

void UnitFiles::load_lines(Unit& unit) {
  const auto add = [&](const std::vector<std::string>& words) {
    unit.lines.push_back({joined_words(words), program_reaches(words)});
  };
  for (const auto& argv : unit.commands) {
    add(argv);
    for (const auto& command : rules::commands_run(argv)) {
      for (std::string& title : rules::process_titles(command)) {
        unit.titles.push_back(std::move(title));
      }
      const std::vector<std::string> script = as_script(command);
      if (!script.empty()) add(script);
    }
  }
}

void UnitFiles::load_lines() {
  all();
  if (lines_loaded_) return;
  lines_loaded_ = true;
  for (Unit& unit : all_) load_lines(unit);
}

std::vector<rules::UnitFact> UnitFiles::running(const PosixPattern& pattern) {
  load_lines();
  return those([&](const Unit& unit) {
    return std::any_of(unit.lines.begin(), unit.lines.end(),
                       [&](const CommandLine& line) {
                         const auto at = pattern.find(line.text);
                         return at && *at < line.program;
                       }) ||
           std::any_of(unit.titles.begin(), unit.titles.end(),
                       [&](const std::string& title) { return pattern.fits(title); });
  });
}

std::vector<rules::UnitFact> UnitFiles::executing(const std::vector<std::string>& hops) {
  return those([&](Unit& unit) {
    const auto& programs = programs_of(unit);
    return std::any_of(programs.begin(), programs.end(), [&](const rules::PathFact& program) {
      return any_is_one_of(program.hops, hops);
    });
  });
}

std::vector<std::string> UnitFiles::named_in(const std::string& pattern) {
  const std::string text = lower(without_quotes(pattern));
  std::vector<std::string> names;
  for (Unit& unit : all()) {
    if (unit.commands.empty()) continue;
    const std::string& name = unit.fact.name;
    bool named = is_word_of(lower(without_instance(name)), text);
    for (const rules::PathFact& program : programs_of(unit)) {
      named = named || is_word_of(lower(base_name_of(program.asked)), text);
    }
    if (named) names.push_back(name);
  }
  return names;
}

std::vector<rules::UnitFact> UnitFiles::listening(int port, const std::vector<std::string>& hops) {
  return those([&](const Unit& unit) {
    return std::any_of(unit.listens.begin(), unit.listens.end(), [&](const std::string& listen) {
      return listen.starts_with('/') ? any_is_one_of({listen}, hops)
                                     : port != 0 && port_of(listen) == port;
    });
  });
}

}  // namespace pkgmap
