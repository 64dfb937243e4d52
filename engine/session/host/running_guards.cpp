#include "engine/session/host/running_guards.hpp"

#include <algorithm>
#include <chrono>

#include "engine/session/host/host.hpp"
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

bool knows(const Journal::Sessions& journal, const std::string& session) {
  const auto has_it = [&](const SessionRecord& record) { return record.id == session; };
  return contains(journal.over, session) || contains(journal.rechecks, session) ||
         contains(journal.unreadable, session) ||
         std::any_of(journal.sessions.begin(), journal.sessions.end(), has_it);
}

// The guards come first: a guard that begins after that is not asked about.
std::vector<RunningGuard> lost_now(const Settings& settings, Host& host) {
  std::vector<RunningGuard> lost = host.running_guards(settings);
  if (lost.empty()) return lost;
  const auto found = host.sessions(settings);
  if (!found) return {};
  std::erase_if(lost, [&](const RunningGuard& guard) { return knows(*found, guard.session); });
  return lost;
}

}  // namespace

std::vector<RunningGuard> guards_that_run(const Settings& settings) {
  std::vector<RunningGuard> guards;
  for (const int pid : all_pids()) {
    const std::vector<std::string> argv = command_line(pid);
    if (argv.size() < 2 || argv[1] != "guard" || !sees_our_files(pid)) continue;
    if (argument_after(argv, "--state-dir") != settings.state_directory) continue;
    const std::string session = argument_after(argv, "--session");
    if (is_session_id(session) && is_of_this_program(pid)) guards.push_back({pid, session});
  }
  return guards;
}

std::vector<RunningGuard> lost_guards(const Settings& settings, Host& host) {
  const auto deadline = host.now() + std::chrono::seconds(2);
  for (;;) {
    auto lost = lost_now(settings, host);
    if (lost.empty() || host.now() >= deadline) return lost;
    host.sleep(std::chrono::milliseconds(100));
  }
}

Error lost_guard_error(const RunningGuard& guard) {
  return Error{ErrorCode::failed,
               "the guard with pid " + std::to_string(guard.pid) + " watches session " +
                   guard.session + ", which the state directory does not have",
               "its checks may be off: 'monit summary' shows them"};
}

}  // namespace pkgmap
