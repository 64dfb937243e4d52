#include "engine/session/host/systemd.hpp"

#include <unistd.h>

#include <chrono>

#include "engine/system/files/paths.hpp"
#include "engine/system/process/cgroup.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/process/process.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::milliseconds kAnswersWithin{2'000};

}  // namespace

bool booted_with_systemd() {
  return ::access("/run/systemd/system", F_OK) == 0;
}

// systemctl(1): the word is "stopping", and the exit status then is not 0.
bool systemd_stops() {
  if (!booted_with_systemd()) return false;
  const auto ran = run_process({"/usr/bin/systemctl", "is-system-running"}, {kAnswersWithin});
  return ran && ran->output == "stopping\n";
}

bool is_own_service(const std::string& unit, const std::string& shown, const MonitDaemon& daemon) {
  if (shown == "MainPID=" + std::to_string(daemon.pid) + "\n") return true;
  return shown == "MainPID=0\n" && unit == base_name_of(daemon.executable) + ".service";
}

std::string service_of_monit(const MonitDaemon& daemon) {
  if (!booted_with_systemd()) return {};
  std::string unit = unit_in_cgroup(proc_text(std::to_string(daemon.pid) + "/cgroup"));
  if (unit.empty()) return {};
  const auto ran =
      run_process({"/usr/bin/systemctl", "show", "--property=MainPID", unit}, {kAnswersWithin});
  const bool own = ran && ran->succeeded() && is_own_service(unit, ran->output, daemon);
  return own ? unit : std::string();
}

}  // namespace pkgmap
