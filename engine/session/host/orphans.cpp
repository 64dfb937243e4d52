#include "engine/session/host/orphans.hpp"

#include <algorithm>
#include <string>

#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

constexpr const char* kScript = "/rpm-tmp.";

bool has_a_reaper_as_parent(const ProcessFacts& process) {
  if (process.process_group == 0) return process.session == 0 && process.ppid == 1;
  if (process.ppid <= 1) return true;
  const auto parent = process_facts(process.ppid);
  return !parent || parent->process_group != process.process_group;
}

template <typename Predicate>
bool any_process(std::uint64_t not_before, Predicate predicate) {
  const auto pids = all_pids();
  return std::any_of(pids.begin(), pids.end(), [&](int pid) {
    const auto facts = process_facts(pid);
    return facts && facts->state != 'Z' && facts->start_time >= not_before && predicate(*facts);
  });
}

bool runs_a_script_of_rpm(int pid) {
  const auto arguments = command_line(pid);
  return std::any_of(arguments.begin(), arguments.end(), [](const std::string& argument) {
    return argument.find(kScript) != std::string::npos;
  });
}

}  // namespace

bool is_orphan_left(int group, std::uint64_t not_before) {
  return any_process(not_before, [&](const ProcessFacts& process) {
    return process.process_group == group && has_a_reaper_as_parent(process);
  });
}

bool is_scriptlet_left(std::uint64_t not_before) {
  return any_process(not_before, [](const ProcessFacts& process) {
    return runs_a_script_of_rpm(process.pid) && user_of(process.pid) == 0U &&
           in_our_mounts(process.pid);
  });
}

}  // namespace pkgmap
