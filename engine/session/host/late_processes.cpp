#include "engine/session/host/late_processes.hpp"

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <map>

#include "engine/system/files/paths.hpp"
#include "engine/system/process/pidfd.hpp"
#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSecondLook{2'000};
constexpr milliseconds kEndsWithin{5'000};
constexpr milliseconds kPause{50};
constexpr const char* kProgram = "monit-pkgmap";

void erase_punctual(std::vector<NamedProcess>& processes, Host& host) {
  std::erase_if(processes, [&](const NamedProcess& process) { return !is_late(process, host); });
}

void kill_late(const NamedProcess& process, Host& host) {
  host.log({LogEntry::Level::warning,
            "process " + std::to_string(process.pid) +
                " of monit-pkgmap is frozen or waits for a disk: it is killed",
            {}});
  host.kill_process(process);
}

}  // namespace

bool is_of_this_program(int pid) {
  const std::string executable = executable_of(pid);
  const auto users = users_of(pid);
  if (executable.empty() || !users || users->effective != ::geteuid()) return false;
  return executable == executable_of(::getpid()) || base_name_of(executable) == kProgram;
}

// The pidfd is opened before the looks, so the signal reaches the process that was looked at.
void kill_process_of_this_program(const NamedProcess& process) {
  ProcessesOfThisMachine machine;
  const Fd pidfd = open_pidfd(process.pid);
  if (!exists(process, machine) || process.pid == ::getpid()) return;
  if (is_of_this_program(process.pid)) send_signal(pidfd, process.pid, SIGKILL);
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
  if (late.empty()) return late;
  std::map<int, std::uint64_t> before;
  for (const NamedProcess& process : late) before[process.pid] = host.activity(process.pid);
  const auto look_again = host.now() + kSecondLook;
  while (!late.empty() && host.now() < look_again) {
    host.sleep(kPause);
    erase_punctual(late, host);
  }
  std::erase_if(late, [&](const NamedProcess& process) {
    return host.activity(process.pid) != before[process.pid];
  });
  for (const NamedProcess& process : late) kill_late(process, host);
  const auto deadline = host.now() + kEndsWithin;
  for (;;) {
    std::erase_if(late, [&](const NamedProcess& process) { return !exists(process, host); });
    if (late.empty() || host.now() >= deadline) return late;
    host.sleep(kPause);
  }
}

}  // namespace pkgmap
