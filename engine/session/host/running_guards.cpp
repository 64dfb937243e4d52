#include "engine/session/host/running_guards.hpp"

#include <unistd.h>

#include <algorithm>

#include "engine/session/host/late_processes.hpp"
#include "engine/system/process/proc.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap {
namespace {

// The argument after this one; empty if there is none.
std::string argument_after(const std::vector<std::string>& argv, const char* name) {
  const auto found = std::find(argv.begin(), argv.end(), name);
  return found == argv.end() || found + 1 == argv.end() ? "" : *(found + 1);
}

std::string mounts_of(int pid) {
  return proc_link(std::to_string(pid) + "/ns/mnt");
}

}  // namespace

std::vector<RunningGuard> guards_that_run(const Settings& settings) {
  std::vector<RunningGuard> guards;
  const std::string mounts = mounts_of(::getpid());
  for (const int pid : all_pids()) {
    const std::vector<std::string> argv = command_line(pid);
    if (argv.size() < 2 || argv[1] != "guard" || mounts_of(pid) != mounts) continue;
    if (argument_after(argv, "--state-dir") != settings.state_directory) continue;
    const std::string session = argument_after(argv, "--session");
    if (is_session_id(session) && is_of_this_program(pid)) guards.push_back({pid, session});
  }
  return guards;
}

std::vector<RunningGuard> lost_guards(const std::vector<RunningGuard>& running,
                                      const Journal::Sessions& sessions) {
  std::vector<RunningGuard> lost = running;
  std::erase_if(lost, [&](const RunningGuard& guard) {
    const auto is_its_own = [&](const SessionRecord& record) { return record.id == guard.session; };
    return contains(sessions.rechecks, guard.session) || contains(sessions.ended, guard.session) ||
           std::any_of(sessions.sessions.begin(), sessions.sessions.end(), is_its_own);
  });
  return lost;
}

Error lost_guard_error(const RunningGuard& guard) {
  return Error{ErrorCode::failed,
               "the guard with pid " + std::to_string(guard.pid) + " watches session " +
                   guard.session + ", which the state directory does not have",
               "its checks may be off: 'monit summary' shows them"};
}

}  // namespace pkgmap
