#include "rules/watched_daemon.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/contains.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap::rules {
namespace {

// Where packages put programs and libraries (hier(7)).
constexpr auto kOfPackages =
    std::to_array<std::string_view>({"/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/opt/"});
constexpr std::string_view kOfAdministrators = "/usr/local/";

bool is_where_packages_put_programs(const std::string& path) {
  return !path.starts_with(kOfAdministrators) &&
         std::any_of(kOfPackages.begin(), kOfPackages.end(),
                     [&](std::string_view directory) { return path.starts_with(directory); });
}

bool is_service(const UnitFact& unit) {
  return unit.exists && unit.name.ends_with(".service");
}

bool runs_a_program_of(const UnitFact& unit, const ProcessFact& process) {
  const auto is_of_process = [&](const std::string& hop) {
    return std::any_of(process.programs.begin(), process.programs.end(),
                       [&](const PathFact& program) { return contains(program.hops, hop); });
  };
  return std::any_of(unit.programs.begin(), unit.programs.end(), [&](const PathFact& program) {
    return std::any_of(program.hops.begin(), program.hops.end(), is_of_process);
  });
}

// The services by which the check or its pidfile knows the daemon, then those that run its program.
std::vector<std::string> services_of(const CheckFacts& check, const ProcessFact& process) {
  std::vector<std::string> names;
  const auto add = [&](const UnitFact& unit) {
    if (is_service(unit) && !contains(names, unit.name)) names.push_back(unit.name);
  };
  for (const CommandFact& command : check.commands) {
    const bool runs = command.of == CommandOf::start || command.of == CommandOf::restart;
    if (runs && !command.asks) add(command.unit);
  }
  for (const UnitFact& unit : check.pidfile_units) add(unit);
  for (const UnitFact& unit : process.services) add(unit);
  return names;
}

void find_service(const CheckFacts& check, const ProcessFact& process, WatchedDaemon& daemon) {
  const std::vector<std::string> services = services_of(check, process);
  if (process.units.empty()) {
    // Without systemd the unit of a process is not known.
    if (!services.empty()) daemon.service = services.front();
    return;
  }
  const UnitFact& own = process.units.front();
  if (contains(services, own.name) || runs_a_program_of(own, process)) {
    daemon.service = own.name;
  } else if (process.beside_monit && !services.empty()) {
    daemon.service = services.front();
    daemon.stray = true;
  }
}

}  // namespace

std::optional<WatchedDaemon> watched_daemon(const CheckFacts& check) {
  if (check.check->type != monitrc::CheckType::process) return std::nullopt;
  for (const auto* processes : {&check.processes, &check.matching.processes}) {
    for (const ProcessFact& process : *processes) {
      if (!process.certain) continue;
      WatchedDaemon daemon;
      daemon.pid = process.pid;
      std::copy_if(process.deleted.begin(), process.deleted.end(),
                   std::back_inserter(daemon.outdated), is_where_packages_put_programs);
      daemon.removed = std::any_of(process.programs.begin(), process.programs.end(),
                                   [](const PathFact& program) { return !program.exists; });
      find_service(check, process, daemon);
      return daemon;
    }
  }
  return std::nullopt;
}

std::string named_files(const WatchedDaemon& daemon) {
  const std::size_t more = daemon.outdated.size() - 1;
  const std::string first = "the deleted " + daemon.outdated.front();
  return more == 0 ? first : first + " and " + counted(more, "more file");
}

std::string how_to_renew(const WatchedDaemon& daemon) {
  if (daemon.removed) return "there is no such program any more";
  if (daemon.service.empty()) return "restart it";
  if (!daemon.stray)
    return "'systemctl restart " + daemon.service + "' makes it run what is there now";
  return "monit started it outside " + daemon.service + ", so a restart of this unit misses it";
}

}  // namespace pkgmap::rules
