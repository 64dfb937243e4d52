// UnitFiles: services that neither systemd nor an init script starts: those of supervisord, those
// in the directories of runit, s6 and daemontools, and the jobs of upstart.
#include <array>

#include "engine/facts/units.hpp"
#include "parsers/unit/exec_line.hpp"
#include "parsers/unit/supervisord.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

// Where packages and manuals put the configuration of supervisord.
constexpr std::array kSupervisordFiles = {
    "/etc/supervisord.conf",       "/etc/supervisor/supervisord.conf", "/etc/supervisord.d/*.ini",
    "/etc/supervisord.d/*.conf",   "/etc/supervisor/conf.d/*.conf",    "/etc/supervisor.d/*.ini",
    "/etc/supervisor/conf.d/*.ini"};
constexpr std::array kServiceDirectories = {"/service/",     "/etc/service/", "/var/service/",
                                            "/run/service/", "/etc/sv/",      "/etc/runit/sv/"};
constexpr std::size_t kMostSupervisorFiles = 1024;

}  // namespace

void UnitFiles::find_program_of_supervisord(const std::string& name, rules::UnitFact& unit) {
  unit.name =
      name.empty() ? "the programs of supervisord" : "the program " + name + " of supervisord";
  if (name.empty()) return;
  const auto& programs = programs_of_supervisord();
  const auto found = programs.find(name);
  if (found == programs.end()) return;
  unit.fragments = paths_.resolve(found->second.path).hops;
  add_programs(exec_arguments(found->second.command), unit);
}

const std::map<std::string, UnitFiles::SupervisedProgram>& UnitFiles::programs_of_supervisord() {
  if (supervisord_loaded_) return supervisord_;
  supervisord_loaded_ = true;
  std::size_t files = 0;
  for (const char* pattern : kSupervisordFiles) {
    for (const std::string& path : files_.glob(pattern)) {
      if (++files > kMostSupervisorFiles) return supervisord_;
      for (auto& [name, command] : supervisord_programs(text_of_roots(path))) {
        supervisord_.try_emplace(name, SupervisedProgram{path, std::move(command)});
      }
    }
  }
  return supervisord_;
}

void UnitFiles::find_service_directory(const std::string& name, rules::UnitFact& unit) {
  unit.name = name;
  std::vector<std::string> candidates;
  if (name.starts_with('/')) candidates.push_back(name + "/run");
  if (name.find('/') == std::string::npos) {
    for (const char* directory : kServiceDirectories)
      candidates.push_back(directory + name + "/run");
  }
  for (const std::string& path : candidates) {
    const ResolvedPath& run = paths_.resolve(path);
    if (!run.exists) continue;
    unit.fragments = run.hops;
    const auto text = rules::shell_commands(text_of_roots(path));
    for (const auto& command : text.commands) add_programs(command, unit);
    return;
  }
}

// init(5) of upstart: "exec /usr/sbin/mysqld".
bool UnitFiles::find_upstart_job(const std::string& name, rules::UnitFact& unit) {
  if (name.find('/') != std::string::npos) return false;
  const ResolvedPath& job = paths_.resolve("/etc/init/" + name + ".conf");
  if (!job.exists) return false;
  unit.fragments = job.hops;
  unit.name = "the job " + name + " of upstart";
  const auto text = rules::shell_commands(text_of_roots(job.asked));
  for (const auto& command : text.commands) {
    if (command.front() == "exec") add_programs(command, unit);
  }
  return true;
}

}  // namespace pkgmap
