#include "engine/session/host/orphans.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <string>

#include "engine/system/process/proc.hpp"
#include "parsers/source/base_name.hpp"

namespace pkgmap {
namespace {

constexpr const char* kScript = "rpm-tmp.";

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

// Only root can have made it: somebody else's program, or a file that is gone, is no script of rpm;
// nor is a file of root to which somebody else may have given a second name.
bool is_script_of_rpm(const std::string& path) {
  struct stat info {};
  return path.starts_with('/') && base_name(path).starts_with(kScript) &&
         ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == 0 &&
         info.st_nlink == 1;
}

bool runs_a_script_of_rpm(int pid) {
  const auto arguments = command_line(pid);
  return std::any_of(arguments.begin(), arguments.end(), is_script_of_rpm);
}

}  // namespace

bool is_orphan_left(int group, std::uint64_t not_before) {
  return any_process(not_before, [&](const ProcessFacts& process) {
    return process.process_group == group && has_a_reaper_as_parent(process);
  });
}

bool is_scriptlet(int pid) {
  return is_of_root_alone(pid) && in_our_mounts(pid) && runs_a_script_of_rpm(pid);
}

bool is_scriptlet_left(std::uint64_t not_before) {
  return any_process(not_before,
                     [](const ProcessFacts& process) { return is_scriptlet(process.pid); });
}

}  // namespace pkgmap
