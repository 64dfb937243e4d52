#include "engine/monit/daemon.hpp"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>

#include "engine/system/fd.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/text.hpp"

// The same numbers on every architecture.
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

namespace pkgmap {
namespace {

constexpr std::string_view kComm = "monit";

// monit(1), "-c file": the options that take a value, and with it the rest of their argument.
constexpr std::string_view kOptionsWithValue = "cdglps";

// 0 when the file names no process.
int pid_in(const RootDirectory& root, const std::string& path) {
  const RegularFile file = open_regular(root, path);
  std::array<char, 32> buffer{};
  const ssize_t got = file ? ::read(file.fd.get(), buffer.data(), buffer.size()) : -1;
  int pid = 0;
  if (got > 0) std::from_chars(buffer.data(), buffer.data() + got, pid);
  return pid;
}

std::string absolute(const std::string& path, const std::string& directory) {
  if (path.empty() || path.front() == '/') return path;
  if (directory.empty()) return {};
  return directory.back() == '/' ? directory + path : directory + "/" + path;
}

std::optional<MonitDaemon> daemon_of(int pid) {
  const std::optional<ProcessFacts> facts = process_facts(pid);
  if (!facts || facts->comm != kComm || facts->state == 'Z') return std::nullopt;
  MonitDaemon daemon;
  daemon.pid = pid;
  daemon.start_time = facts->start_time;
  daemon.executable = executable_of(pid);
  daemon.working_directory = working_directory_of(pid);
  daemon.control_file =
      absolute(control_file_argument(command_line(pid)), daemon.working_directory);
  return daemon;
}

int open_pidfd(int pid) {
  return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

int send(const Fd& pidfd, int pid, int signal) {
  if (!pidfd) return ::kill(pid, signal);
  const long sent = ::syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0);
  if (sent != 0 && errno == ENOSYS) return ::kill(pid, signal);
  return static_cast<int>(sent);
}

// The pidfd first, the look second: what it is open for cannot change any more.
Done signal_daemon(const MonitDaemon& daemon, int signal) {
  const Fd pidfd(daemon.pid > 0 ? open_pidfd(daemon.pid) : -1);
  if (!same_process(daemon.pid, daemon.start_time)) {
    return Error{ErrorCode::monit, "monit is not the process any more that it was", {}};
  }
  if (send(pidfd, daemon.pid, signal) != 0) {
    return system_error("cannot send a signal to monit", ErrorCode::monit);
  }
  return done();
}

}  // namespace

std::string control_file_argument(const std::vector<std::string>& command_line) {
  std::string found;
  for (std::size_t i = 1; i < command_line.size(); ++i) {
    const std::string& argument = command_line[i];
    if (argument == "--") break;
    if (argument.size() < 2 || argument[0] != '-' || argument[1] == '-') continue;
    const std::size_t option = argument.find_first_of(kOptionsWithValue, 1);
    if (option == std::string::npos) continue;
    std::string value = argument.substr(option + 1);
    if (value.empty() && i + 1 < command_line.size()) value = command_line[++i];
    if (argument[option] == 'c') found = value;
  }
  return found;
}

std::optional<MonitDaemon> find_monit_daemon(const DaemonHint& hint) {
  if (hint.peer_pid > 0) {
    if (std::optional<MonitDaemon> daemon = daemon_of(hint.peer_pid)) return daemon;
  }
  const RootDirectory root(hint.root);
  if (!hint.pidfile.empty()) return daemon_of(pid_in(root, hint.pidfile));
  for (const char* const path : {"/run/monit.pid", "/var/run/monit.pid"}) {
    if (std::optional<MonitDaemon> daemon = daemon_of(pid_in(root, path))) return daemon;
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
