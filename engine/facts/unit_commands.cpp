// UnitFiles: what units run, with their variables, and the pidfiles that their commands name.
#include <algorithm>
#include <array>
#include <string_view>

#include "engine/facts/units.hpp"
#include "engine/system/files/roots_way.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/unit/exec_line.hpp"
#include "rules/commands/container_reference.hpp"
#include "rules/commands/general_programs.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

// Where systemd searches a program without a path (systemd.exec(5), EXECUTION OF COMMANDS).
constexpr std::array kProgramDirectories = {"/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
                                            "/usr/bin"};

constexpr std::size_t kMostEnvironmentFiles = 64;  // Of one unit.

bool is_about_a_pidfile(std::string_view name) {
  return name == "-p" || name == "-P" || lower(name).find("pid") != std::string::npos;
}

void add_absolute(std::string_view path, std::vector<std::string>& paths) {
  if (path.starts_with('/')) paths.emplace_back(path);
}

// Finds "-p PATH", "-pPATH", "--pidfile PATH" and "--pidfile=PATH".
void add_pidfiles_of(const std::vector<std::string>& argv, std::vector<std::string>& found) {
  for (std::size_t i = 1; i < argv.size(); ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with('-')) continue;
    const std::size_t equals = word.find('=');
    if (equals != std::string_view::npos) {
      if (is_about_a_pidfile(word.substr(0, equals))) add_absolute(word.substr(equals + 1), found);
    } else if (word.starts_with("-p/") || word.starts_with("-P/")) {
      add_absolute(word.substr(2), found);
    } else if (is_about_a_pidfile(word) && i + 1 < argv.size()) {
      add_absolute(argv[i + 1], found);
    }
  }
}

}  // namespace

Environment UnitFiles::environment_of(const UnitFile& file, const std::string& name) {
  Environment environment;
  for (const std::string& value : file.all("Service", "Environment")) {
    add_assignments(expand_specifiers(value, name), environment);
  }
  // The files replace what the unit itself sets. The variables that another user can choose are no
  // evidence.
  std::size_t files = 0;
  for (const std::string& value : file.all("Service", "EnvironmentFile")) {
    const std::string path = expand_specifiers(value.substr(value.starts_with('-') ? 1 : 0), name);
    if (!path.starts_with('/')) continue;
    const bool is_pattern = path.find_first_of("*?[") != std::string::npos;
    for (const std::string& one : is_pattern ? files_.glob(path) : std::vector{path}) {
      if (++files > kMostEnvironmentFiles) return environment;
      add_environment_file(text_of_roots(one), environment);
    }
  }
  return environment;
}

std::vector<std::vector<std::string>> UnitFiles::commands_of(const UnitFile& file,
                                                             const std::string& name,
                                                             const Environment& environment) {
  std::vector<std::vector<std::string>> commands;
  for (const std::string& value : file.all("Service", "ExecStart")) {
    auto argv = expand_variables(exec_arguments(expand_specifiers(value, name)), environment);
    if (!argv.empty()) commands.push_back(std::move(argv));
  }
  return commands;
}

std::vector<std::string> UnitFiles::pidfiles_of(const UnitFile& file, const std::string& name,
                                                const Environment& environment,
                                                const Commands& commands) {
  std::vector<std::string> paths;
  std::string declared = expand_specifiers(file.last("Service", "PIDFile"), name);
  if (!declared.empty() && declared.front() != '/') declared.insert(0, "/run/");
  add_absolute(declared, paths);
  for (const auto& argv : commands) {
    add_pidfiles_of(argv, paths);
    for (const auto& inner : rules::commands_run(argv)) add_pidfiles_of(inner, paths);
  }
  // A script that the unit runs reads such a variable.
  for (const auto& [variable, value] : environment) {
    if (lower(variable).find("pid") != std::string::npos) add_absolute(value, paths);
  }
  for (std::string& path : paths) path = hops_of(path).back();
  return paths;
}

std::vector<std::string> UnitFiles::hops_of(const std::string& path) {
  const ResolvedPath& resolved = paths_.resolve(path);
  if (resolved.target == resolved.normal) return resolved.hops;
  const std::string directory = directory_of(resolved.normal);
  const std::string name = "/" + base_name_of(resolved.normal);
  const bool is_link = paths_.resolve(directory).target + name != resolved.target;
  if (path != resolved.normal || is_link) return roots_way(paths_.root(), path).hops;
  const auto [way, is_new] = ways_.try_emplace(directory);
  if (is_new) way->second = roots_way(paths_.root(), directory).hops;
  std::vector<std::string> hops = way->second;
  for (std::string& hop : hops) hop += name;
  return hops;
}

std::vector<std::string> UnitFiles::find_program(const std::string& name) {
  if (name.starts_with('/')) return hops_of(name);
  for (const char* directory : kProgramDirectories) {
    const std::string path = std::string(directory) + "/" + name;
    if (paths_.resolve(path).exists) return hops_of(path);
  }
  return {};
}

void UnitFiles::add_programs(const std::vector<std::string>& argv, rules::UnitFact& unit) {
  for (const auto& command : rules::commands_run(argv)) {
    const auto container = rules::container_reference(command);
    if (container && !container->asks) unit.engine = container->engine;
    const std::string& program = command.front();
    if (rules::is_general_program(program)) continue;
    auto hops = find_program(program);
    if (!hops.empty()) unit.programs.push_back({program, std::move(hops)});
  }
}

}  // namespace pkgmap
