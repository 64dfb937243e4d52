#include "engine/session/host/processes.hpp"

#include <unistd.h>

#include <algorithm>
#include <string>

#include "engine/system/process/pidfile.hpp"
#include "engine/system/process/proc.hpp"
#include "parsers/source/contains.hpp"
#include "parsers/source/posix_pattern.hpp"

namespace pkgmap {
namespace {

bool alive(int pid) {
  const auto facts = process_facts(pid);
  return facts && facts->state != 'Z' && facts->state != 'X';
}

// The process and its callers, up to process 1. Returns an empty list for 0.
std::vector<int> line_of(int pid) {
  std::vector<int> line;
  constexpr std::size_t kLongestName = 64;
  while (pid > 1 && line.size() < kLongestName) {
    line.push_back(pid);
    const auto facts = process_facts(pid);
    pid = facts ? facts->ppid : 0;
  }
  return line;
}

// `callers` is line_of(manager).
bool belongs_to_the_upgrade(int pid, int manager, const std::vector<int>& callers) {
  const auto facts = process_facts(pid);
  if (pid == ::getpid() || contains(callers, pid)) return true;
  if (facts && facts->comm == "monit-pkgmap") return true;
  return manager != 0 && contains(line_of(pid), manager);
}

// monit compares the pattern with the whole command line, arguments joined with blanks (monit(1),
// PROCESS).
bool some_process_matches(const std::string& pattern, int manager) {
  const PosixPattern wanted(pattern);
  const auto pids = all_pids();
  const std::vector<int> callers = line_of(manager);
  return std::any_of(pids.begin(), pids.end(), [&](int pid) {
    if (belongs_to_the_upgrade(pid, manager, callers)) return false;
    std::string line;
    for (const std::string& argument : command_line(pid)) {
      line += (line.empty() ? "" : " ") + argument;
    }
    return !line.empty() && wanted.fits(line);
  });
}

}  // namespace

bool process_runs(const monitrc::Check& check, int manager) {
  if (check.type != monitrc::CheckType::process) return false;
  if (!check.matching.empty()) return some_process_matches(check.matching, manager);
  const auto pidfile = read_pidfile(check.pidfile);
  return pidfile && alive(pidfile->pid);
}

}  // namespace pkgmap
