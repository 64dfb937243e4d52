#include "engine/journal/watchers.hpp"

#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

class ProcessesOfThisMachine : public Processes {
 public:
  std::string boot() override { return boot_id(); }
  std::optional<std::uint64_t> start_time(int pid) override {
    const auto facts = process_facts(pid);
    if (!facts || !same_process(pid, facts->start_time)) return std::nullopt;
    return facts->start_time;
  }
};

}  // namespace

Processes& processes_of_this_machine() {
  static ProcessesOfThisMachine machine;
  return machine;
}

bool is_alive(int pid, std::uint64_t start_time, const std::string& boot, Processes& processes) {
  return pid > 0 && boot == processes.boot() && processes.start_time(pid) == start_time;
}

bool manager_alive(const SessionRecord& record, Processes& processes) {
  return is_alive(record.pid, record.pid_start_time, record.boot_id, processes);
}

bool guard_alive(const SessionRecord& record, Processes& processes) {
  return is_alive(record.guard_pid, record.guard_start_time, record.boot_id, processes);
}

bool resumer_alive(const SessionRecord& record, Processes& processes) {
  return is_alive(record.resumer_pid, record.resumer_start_time, record.boot_id, processes);
}

bool under_way(const SessionRecord& record, Processes& processes) {
  if (record.state == SessionState::kept || record.guard_pid == 0) return false;
  return guard_alive(record, processes) || manager_alive(record, processes) ||
         resumer_alive(record, processes);
}

bool never_began(const SessionRecord& record) {
  return record.state == SessionState::suspending && record.guard_pid == 0;
}

bool holds(const SessionRecord& record, const std::string& check) {
  return !never_began(record) && record.find(check) != nullptr;
}

}  // namespace pkgmap
