#include "engine/journal/watchers.hpp"

#include "engine/system/proc.hpp"

namespace pkgmap {

bool manager_alive(const SessionRecord& record) {
  return record.boot_id == boot_id() && same_process(record.pid, record.pid_start_time);
}

bool guard_alive(const SessionRecord& record) {
  return record.boot_id == boot_id() && same_process(record.guard_pid, record.guard_start_time);
}

bool under_way(const SessionRecord& record) {
  if (record.phase == Phase::kept || record.guard_pid == 0) return false;
  return guard_alive(record) || manager_alive(record);
}

bool never_began(const SessionRecord& record) {
  return record.phase == Phase::suspending && record.guard_pid == 0;
}

}  // namespace pkgmap
