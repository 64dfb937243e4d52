// Stops and starts a monit that cannot be asked.
#include "engine/session/host/host_monit.hpp"

#include <unistd.h>

#include <chrono>
#include <thread>

#include "engine/monit/daemon.hpp"
#include "engine/session/host/systemd.hpp"
#include "engine/system/process/detached.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/process/process.hpp"
#include "engine/system/pulse.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// monit first ends the check in progress, and a network test may take so long.
constexpr milliseconds kStopBound{45'000};
constexpr milliseconds kStartBound{10'000};
constexpr milliseconds kSystemctlBound{90'000};

DaemonHint hint_of(const monitrc::ControlFile& control_file) {
  return {0, control_file.pidfile, "/", control_file.path};
}

Done systemctl(const char* verb, const std::string& unit, milliseconds bound) {
  const auto ran = run_process({"/usr/bin/systemctl", verb, unit}, {bound});
  if (!ran) return ran.error();
  if (ran->succeeded()) return done();
  return Error{ErrorCode::monit, std::string("systemctl ") + verb + " " + unit + " failed"};
}

Done await_end(const StoppedMonit& monit) {
  const auto deadline = Clock::now() + kStopBound;
  while (same_process(monit.pid, monit.start_time)) {
    if (Clock::now() >= deadline) {
      return Error{ErrorCode::monit, "monit did not stop within 45 s"};
    }
    pulse();
    std::this_thread::sleep_for(milliseconds(50));
  }
  return done();
}

Done start_by_command(const StoppedMonit& monit) {
  Detached daemon;
  daemon.program = monit.argv.front();
  daemon.argv = monit.argv;
  daemon.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"};
  if (!monit.directory.empty()) daemon.directory = monit.directory;
  return start_detached(daemon);
}

// A process that was started may be no daemon yet: its child has the pidfile. And systemd counts a
// unit as started before its monit has read the control file.
Done await_start(const monitrc::ControlFile& control_file, milliseconds reading) {
  const DaemonHint of_pidfile{0, control_file.pidfile, "/"};
  const auto deadline = Clock::now() + kStartBound + reading;
  while (!find_monit_daemon(of_pidfile)) {
    if (Clock::now() >= deadline) {
      return Error{ErrorCode::monit, "monit was started, but does not run",
                   "'monit -t' says whether its control file is right"};
    }
    pulse();
    std::this_thread::sleep_for(milliseconds(50));
  }
  return done();
}

}  // namespace

std::optional<StoppedMonit> identify_monit(const monitrc::ControlFile& control_file) {
  const auto daemon = find_monit_daemon(hint_of(control_file));
  if (!daemon) return std::nullopt;
  StoppedMonit monit;
  monit.unit = service_of_monit(*daemon);
  monit.argv = command_line(daemon->pid);
  if (monit.argv.empty() || daemon->executable.empty()) return std::nullopt;
  monit.argv.front() = daemon->executable;
  monit.directory = daemon->working_directory;
  // The last one counts.
  if (!daemon->relative_name.empty()) {
    monit.argv.insert(monit.argv.end(), {"-c", control_file.path});
  }
  monit.pid = daemon->pid;
  monit.start_time = daemon->start_time;
  return monit;
}

Done stop_monit(const StoppedMonit& monit) {
  if (!same_process(monit.pid, monit.start_time)) return done();
  Done told = done();
  if (!monit.unit.empty()) {
    told = systemctl("stop", monit.unit, kSystemctlBound);
  } else {
    MonitDaemon daemon;
    daemon.pid = monit.pid;
    daemon.start_time = monit.start_time;
    told = end(daemon);
  }
  if (!told) return told;
  // systemd waits for no process of an init script.
  return await_end(monit);
}

Done start_monit(const StoppedMonit& monit, const monitrc::ControlFile& control_file,
                 milliseconds reading) {
  if (find_monit_daemon(hint_of(control_file))) return done();
  const Done begun = monit.unit.empty() ? start_by_command(monit)
                                        : systemctl("start", monit.unit, kSystemctlBound + reading);
  return begun ? await_start(control_file, reading) : begun;
}

}  // namespace pkgmap
