#include "engine/session/host/late_processes.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "engine/system/files/paths.hpp"
#include "engine/system/process/pidfd.hpp"
#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSecondLook{2'000};
constexpr milliseconds kEndsWithin{5'000};
constexpr const char* kProgram = "monit-pkgmap";

void erase_punctual(std::vector<NamedProcess>& processes, Host& host) {
  std::erase_if(processes, [&](const NamedProcess& process) { return !is_late(process, host); });
}

}  // namespace

bool is_of_this_program(int pid) {
  const std::string executable = executable_of(pid);
  if (executable.empty() || user_of(pid) != ::geteuid()) return false;
  return executable == executable_of(::getpid()) || base_name_of(executable) == kProgram;
}

// The pidfd is opened before the looks, so the signal reaches the process that was looked at.
bool end_process_of_this_program(const NamedProcess& process) {
  ProcessesOfThisMachine machine;
  const Fd pidfd = open_pidfd(process.pid);
  if (!exists(process, machine)) return true;
  if (process.pid == ::getpid() || !is_of_this_program(process.pid)) return false;
  if (!send_signal(pidfd, process.pid, SIGKILL)) return !exists(process, machine);
  const auto deadline = std::chrono::steady_clock::now() + kEndsWithin;
  while (exists(process, machine)) {
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(milliseconds(10));
  }
  return true;
}

std::vector<NamedProcess> late_processes(const Journal& journal, Host& host) {
  std::vector<NamedProcess> late;
  for (const Heartbeat& beat : all_heartbeats(journal.store())) {
    late.push_back({beat.pid, beat.start_time, beat.boot_id});
  }
  erase_punctual(late, host);
  return late;
}

std::vector<NamedProcess> end_late(const std::vector<NamedProcess>& processes, Host& host) {
  std::vector<NamedProcess> late = processes;
  erase_punctual(late, host);
  const auto deadline = host.now() + kSecondLook;
  while (!late.empty() && host.now() < deadline) {
    host.sleep(milliseconds(100));
    erase_punctual(late, host);
  }
  std::erase_if(late, [&](const NamedProcess& process) {
    host.log({LogEntry::Level::warning,
              "process " + std::to_string(process.pid) +
                  " of monit-pkgmap is frozen or waits for a disk: it is killed",
              {}});
    return host.end_process(process);
  });
  return late;
}

}  // namespace pkgmap
