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
// No other process waits for the answer, and systemd may be reading its units.
constexpr std::chrono::milliseconds kShowsWithin{10'000};
// What systemctl(1) prints of a unit of an init script.
constexpr const char* kNoMainProcess = "MainPID=0\n";

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
  return shown == kNoMainProcess && unit == base_name_of(daemon.executable) + ".service";
}

std::string service_of_monit(const MonitDaemon& daemon) {
  if (!booted_with_systemd()) return {};
  std::string unit = unit_in_cgroup(proc_text(std::to_string(daemon.pid) + "/cgroup"));
  if (unit.empty()) return {};
  const auto ran =
      run_process({"/usr/bin/systemctl", "show", "--property=MainPID", unit}, {kShowsWithin});
  // Without an answer the name decides: systemd would start a monit of its own again that was not
  // stopped through its unit.
  const std::string shown = ran && ran->succeeded() ? ran->output : kNoMainProcess;
  return is_own_service(unit, shown, daemon) ? unit : std::string();
}

}  // namespace pkgmap
