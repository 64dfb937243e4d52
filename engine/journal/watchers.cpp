#include "engine/journal/watchers.hpp"

#include <chrono>

#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

bool lives(const NamedProcess& process, Processes& processes) {
  return exists(process, processes) && !is_late(process, processes);
}

}  // namespace

std::string ProcessesOfThisMachine::boot() {
  return boot_id();
}

std::optional<std::uint64_t> ProcessesOfThisMachine::start_time(int pid) {
  const auto facts = process_facts(pid);
  if (!facts || !same_process(pid, facts->start_time)) return std::nullopt;
  return facts->start_time;
}

std::optional<Heartbeat> ProcessesOfThisMachine::heartbeat(int pid) {
  if (state_directory_.empty()) return std::nullopt;
  return last_heartbeat_in(state_directory_, pid);
}

std::int64_t ProcessesOfThisMachine::steady_usec() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

NamedProcess manager_of(const SessionRecord& record) {
  return {record.pid, record.pid_start_time, record.boot_id};
}

NamedProcess guard_of(const SessionRecord& record) {
  return {record.guard_pid, record.guard_start_time, record.boot_id};
}

NamedProcess resumer_of(const SessionRecord& record) {
  return {record.resumer_pid, record.resumer_start_time, record.boot_id};
}

bool exists(const NamedProcess& process, Processes& processes) {
  return process.pid > 0 && process.boot_id == processes.boot() &&
         processes.start_time(process.pid) == process.start_time;
}

bool is_late(const NamedProcess& process, Processes& processes) {
  const auto beat = processes.heartbeat(process.pid);
  return beat && beat->start_time == process.start_time && beat->boot_id == process.boot_id &&
         beat->next_usec < processes.steady_usec() && exists(process, processes);
}

bool manager_alive(const SessionRecord& record, Processes& processes) {
  return exists(manager_of(record), processes);
}

bool guard_alive(const SessionRecord& record, Processes& processes) {
  return lives(guard_of(record), processes);
}

bool resumer_alive(const SessionRecord& record, Processes& processes) {
  return lives(resumer_of(record), processes);
}

bool under_way(const SessionRecord& record, Processes& processes) {
  if (record.state == SessionState::kept || record.guard_pid == 0) return false;
  return guard_alive(record, processes) || manager_alive(record, processes) ||
         resumer_alive(record, processes);
}

bool never_began(const SessionRecord& record) {
  return record.state == SessionState::suspending && record.guard_pid == 0 && !record.is_earlier;
}

bool holds(const SessionRecord& record, const std::string& check) {
  return !never_began(record) && record.find(check) != nullptr;
}

bool has_suspended(const SessionRecord& record, const std::string& check) {
  if (!holds(record, check)) return false;
  const SuspendedCheck& theirs = *record.find(check);
  return !theirs.went_off_again && (!record.unasked || theirs.off_usec != 0);
}

}  // namespace pkgmap
