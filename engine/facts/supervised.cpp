// UnitFiles: services that neither systemd nor an init script starts: those of supervisord, those
// in the directories of runit, s6 and daemontools, and the jobs of upstart.
#include <array>

#include "engine/facts/units.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/unit/exec_line.hpp"
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
constexpr std::size_t kLongestServiceFile = 64U << 10U;

}  // namespace

void UnitFiles::find_program_of_supervisord(const std::string& name, rules::UnitFact& unit) {
  unit.name =
      name.empty() ? "the programs of supervisord" : "the program " + name + " of supervisord";
  if (name.empty()) return;
  for (const char* pattern : kSupervisordFiles) {
    for (const std::string& path : files_.glob(pattern)) {
      const auto text = files_.read(path);
      if (!text.ok) continue;
      UnitFile file;
      file.add(text.bytes);
      for (const char* kind : {"program:", "eventlistener:", "fcgi-program:"}) {
        const std::string command = file.last(kind + name, "command");
        if (command.empty()) continue;
        unit.fragments = paths_.resolve(path).hops;
        add_programs(exec_arguments(command), unit);
        return;
      }
    }
  }
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
    const auto text = rules::shell_commands(files_.beginning_of(run.target, kLongestServiceFile));
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
  const auto text = rules::shell_commands(files_.beginning_of(job.target, kLongestServiceFile));
  for (const auto& command : text.commands) {
    if (command.front() == "exec") add_programs(command, unit);
  }
  return true;
}

}  // namespace pkgmap
