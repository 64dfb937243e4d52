#include "engine/monit/daemon.hpp"

#include <signal.h>

#include "engine/monit/control_file_name.hpp"
#include "engine/monit/monit_process.hpp"
#include "engine/system/process/pidfd.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

std::string absolute(const std::string& path, const std::string& directory) {
  if (path.empty() || path.front() == '/') return path;
  if (directory.empty()) return {};
  return directory.back() == '/' ? directory + path : directory + "/" + path;
}

std::optional<MonitDaemon> daemon_of(int pid) {
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
  daemon.control_file = absolute(option_argument(command_line(pid), 'c'), daemon.working_directory);
  return daemon;
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

std::optional<MonitDaemon> find_monit_daemon(const DaemonHint& hint) {
  if (hint.peer_pid > 0) {
    if (std::optional<MonitDaemon> daemon = daemon_of(hint.peer_pid)) return daemon;
  }
  for (const std::string& path : pidfiles_of(hint.pidfile)) {
    if (auto daemon = daemon_of(pid_in_pidfile(path, hint.root))) return daemon;
  }
  return std::nullopt;
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
