// The processes of a machine that the engine does not start: package managers, daemons, scriptlets.
#include <algorithm>
#include <charconv>

#include "parsers/source/posix_pattern.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {
namespace {

int pid_in(const std::string& pidfile) {
  int pid = 0;
  std::from_chars(pidfile.data(), pidfile.data() + pidfile.size(), pid);
  return pid;
}

}  // namespace

int Machine::start_process(const std::string& name, int leader) {
  constexpr Usec kDay = 24 * 3600 * kSecond;
  const int pid = scheduler.spawn(name, [this] {
    for (;;) scheduler.sleep(kDay);
  });
  if (leader != 0) groups_[pid] = leader;
  return pid;
}

int Machine::group_of(int pid) const {
  const auto found = groups_.find(pid);
  return found == groups_.end() ? pid : found->second;
}

bool Machine::has_orphans(int group, std::uint64_t not_before) const {
  if (scheduler.lives(group)) return false;
  return std::any_of(groups_.begin(), groups_.end(), [&](const auto& process) {
    const auto started = scheduler.start_time(process.first);
    return process.second == group && started && *started >= not_before;
  });
}

bool Machine::has_scriptlets(std::uint64_t not_before) const {
  const auto pids = scheduler.pids();
  return std::any_of(pids.begin(), pids.end(), [&](int pid) {
    return scheduler.name_of(pid).starts_with(kScriptlet) &&
           scheduler.start_time(pid) >= not_before;
  });
}

bool Machine::runs(const monitrc::Check& check) const {
  if (check.type != monitrc::CheckType::process) return false;
  if (check.matching.empty()) {
    const auto pidfile = content(check.pidfile);
    return pidfile && scheduler.lives(pid_in(*pidfile));
  }
  const PosixPattern pattern(check.matching);
  const auto pids = scheduler.pids();
  return std::any_of(pids.begin(), pids.end(),
                     [&](int pid) { return pattern.fits(scheduler.name_of(pid)); });
}

}  // namespace pkgmap::model
