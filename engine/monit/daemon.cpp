#include "engine/monit/daemon.hpp"

#include <signal.h>

#include <algorithm>
#include <utility>

#include "engine/monit/control_file_name.hpp"
#include "engine/monit/monit_process.hpp"
#include "engine/monit/running_monits.hpp"
#include "engine/system/process/pidfd.hpp"
#include "engine/system/text.hpp"
#include "parsers/arguments/monit_arguments.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
namespace {

// monit makes the name absolute when it starts, and then leaves for "/" unless it stays in the
// foreground.
void add_control_file(const std::vector<std::string>& command_line, MonitDaemon& daemon) {
  const MonitArguments arguments = monit_arguments(command_line);
  const std::string& name = arguments.control_file;
  const std::string& directory = daemon.working_directory;
  if (name.empty() || name.front() == '/') {
    daemon.control_file = name;
  } else if (directory.empty() || (directory == "/" && !arguments.foreground)) {
    daemon.relative_name = name;
  } else {
    daemon.control_file = directory == "/" ? "/" + name : directory + "/" + name;
  }
}

bool is_usual(const std::string& control_file) {
  const auto places = usual_control_files();
  return std::any_of(places.begin(), places.end(), [&](const std::string& place) {
    return same_control_file(place, control_file);
  });
}

// Whether the process that the pidfile names may be the monit of the control file. Two monits may
// have the same default pidfile, but only one of them a control file at a usual place.
bool fits_pidfile(const MonitDaemon& daemon, const DaemonHint& hint) {
  if (!same_control_file(daemon.control_file, hint.control_file)) return false;
  const bool names_none = daemon.control_file.empty() && daemon.relative_name.empty();
  const bool is_default = hint.pidfile.empty() && names_none;
  return !is_default || hint.control_file.empty() || is_usual(hint.control_file);
}

// Opens the pidfd before it compares the start time, so that the signal reaches the process that
// was compared.
Done signal_daemon(const MonitDaemon& daemon, int signal) {
  const Fd pidfd = open_pidfd(daemon.pid);
  if (!same_process(daemon.pid, daemon.start_time)) {
    return Error{ErrorCode::monit, "monit is not the process any more that it was", {}};
  }
  if (!send_signal(pidfd, daemon.pid, signal)) {
    return system_error("cannot send a signal to monit", ErrorCode::monit);
  }
  return done();
}

}  // namespace

std::optional<MonitDaemon> monit_daemon(int pid) {
  const MonitProcess process = examine_monit(pid);
  if (process.verdict != MonitProcess::Verdict::monit &&
      process.verdict != MonitProcess::Verdict::hidden) {
    return std::nullopt;
  }
  MonitDaemon daemon;
  daemon.pid = pid;
  daemon.start_time = process.start_time;
  daemon.executable = process.executable;
  daemon.working_directory = working_directory_of(pid);
  add_control_file(command_line(pid), daemon);
  return daemon;
}

std::string why_unknown(const MonitDaemon& daemon) {
  return "it was started with '-c " + printable(daemon.relative_name) +
         "' in a directory that nobody knows any more";
}

std::optional<MonitDaemon> find_monit_daemon(const DaemonHint& hint) {
  if (hint.peer_pid > 0) {
    auto daemon = monit_daemon(hint.peer_pid);
    if (daemon && same_control_file(daemon->control_file, hint.control_file)) return daemon;
  }
  for (const std::string& path : pidfiles_of(hint.pidfile)) {
    auto daemon = monit_daemon(pid_in_pidfile(path, hint.root));
    if (daemon && fits_pidfile(*daemon, hint)) return daemon;
  }
  if (hint.control_file.empty()) return std::nullopt;
  return find_running_monit(hint.control_file);
}

Done reload(const MonitDaemon& daemon) {
  return signal_daemon(daemon, SIGHUP);
}

Done end(const MonitDaemon& daemon) {
  return signal_daemon(daemon, SIGTERM);
}

Done wake(const MonitDaemon& daemon) {
  return signal_daemon(daemon, SIGUSR1);
}

}  // namespace pkgmap
