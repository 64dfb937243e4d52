#include "engine/facts/processes.hpp"

#include <unistd.h>

#include <algorithm>
#include <unordered_set>

#include "engine/facts/program_file.hpp"
#include "engine/system/process/cgroup.hpp"
#include "engine/system/process/pidfile.hpp"
#include "engine/system/process/proc.hpp"
#include "rules/commands/general_programs.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMostExecutedFiles = 256;
constexpr std::size_t kLongestLine = 64U << 10U;  // Bytes.

std::string of(int pid, const char* name) {
  return std::to_string(pid) + "/" + name;
}

bool is_of_user(int pid, unsigned int user) {
  const auto users = users_of(pid);
  return users && users->effective == user;
}

}  // namespace

// Who writes a pidfile chooses the process. Root may name any process, others only their own. The
// daemon of a container can write 1, which is another process on the host.
std::optional<rules::ProcessFact> ProcessTable::behind_pidfile(const std::string& pidfile) {
  const auto read = read_pidfile(pidfile);
  if (!read || read->pid == 1) return std::nullopt;
  auto fact = process(read->pid);
  if (!fact) return std::nullopt;
  const bool entitled = read->owner == 0 || is_of_user(read->pid, read->owner);
  fact->certain = fact->certain && entitled && read->only_owner_writes;
  fact->found = "its pidfile says " + std::to_string(read->pid);
  return fact;
}

const MatchingProcess* taken_by_monit(const std::vector<MatchingProcess>& matching) {
  std::unordered_set<int> pids;
  for (const MatchingProcess& process : matching) pids.insert(process.pid);
  const MatchingProcess* best = nullptr;
  for (const MatchingProcess& process : matching) {
    if (pids.contains(process.parent)) continue;
    if (best == nullptr || process.start_time < best->start_time) best = &process;
  }
  return best;
}

std::vector<MatchingProcess> ProcessTable::matching(const PosixPattern& pattern) {
  std::vector<MatchingProcess> found;
  for (const Candidate& candidate : candidates()) {
    if (pattern.find(candidate.line)) found.push_back(candidate.process);
  }
  return found;
}

ProcessTable::Fitting ProcessTable::fitting(const PosixPattern& pattern) {
  const std::vector<MatchingProcess> all = matching(pattern);
  Fitting fitting{all.size(), std::nullopt};
  const MatchingProcess* best = taken_by_monit(all);
  if (best == nullptr) return fitting;
  auto& fact = fitting.taken = process(best->pid);
  if (!fact) return fitting;
  // An editor with the daemon's file in its arguments matches, too. So the pattern must match
  // within the name of the program.
  const std::vector<std::string> argv = command_line(best->pid);
  const auto at = pattern.find(joined_words(argv));
  fact->certain = fact->certain && at && *at < program_reaches(argv);
  fact->found = "process " + std::to_string(best->pid) + " matches its pattern";
  return fitting;
}

std::optional<rules::ProcessFact> ProcessTable::process(int pid) {
  if (belongs_to_the_upgrade(pid) || !sees_our_files(pid)) return std::nullopt;
  rules::ProcessFact fact;
  fact.pid = pid;
  fact.certain = true;
  const std::string unit = unit_in_cgroup(proc_text(of(pid, "cgroup")));
  if (!unit.empty()) fact.units.push_back(units_.find({unit, false}));
  add_programs(pid, fact);
  fact.beside_monit = !unit.empty() && units_of_monit().contains(unit);
  if (fact.beside_monit) {
    for (const rules::PathFact& program : fact.programs) {
      for (auto& service : units_.executing(program.hops)) fact.services.push_back(service);
    }
  }
  if (fact.programs.empty() && fact.units.empty()) return std::nullopt;
  return fact;
}

// Any user can give a program the name of monit.
const std::set<std::string>& ProcessTable::units_of_monit() {
  if (units_of_monit_) return *units_of_monit_;
  units_of_monit_.emplace();
  for (const int pid : all_pids()) {
    if (base_name_of(executable_of(pid)) != "monit" || !is_of_root_alone(pid)) continue;
    units_of_monit_->insert(unit_in_cgroup(proc_text(of(pid, "cgroup"))));
  }
  return *units_of_monit_;
}

void ProcessTable::add_programs(int pid, rules::ProcessFact& fact) {
  const std::string executable = executable_of(pid);
  if (executable.empty()) return;
  if (!rules::is_general_program(executable)) {
    const ResolvedPath& resolved = paths_.resolve(executable);
    fact.programs.push_back({executable, resolved.hops, resolved.exists});
  } else if (rules::is_interpreter(executable)) {
    for (const auto& command : rules::commands_run(command_line(pid))) {
      const std::string& script = command.front();
      if (!script.starts_with('/') || rules::is_general_program(script)) continue;
      const ResolvedPath& resolved = paths_.resolve(script);
      fact.programs.push_back({script, resolved.hops, resolved.exists});
      // A shell has its script open, and java its archive; python and others close a script that
      // they have read.
      if (holds_deleted(pid, resolved.hops)) fact.deleted.push_back(script);
      // A process can change its command line, but not its unit.
      fact.certain = is_of_root_alone(pid) || !fact.units.empty();
      break;
    }
  }
  for (const ExecutedFile& file : executed_files(pid, kMostExecutedFiles)) {
    if (file.deleted) fact.deleted.push_back(file.path);
    if (file.path == executable) continue;
    fact.libraries.push_back({file.path, paths_.resolve(file.path).hops});
  }
}

int ProcessTable::parent_of(int pid) {
  const auto [parent, is_new] = parents_.try_emplace(pid, 0);
  if (!is_new) return parent->second;
  if (const auto facts = process_facts(pid)) parent->second = facts->ppid;
  return parent->second;
}

bool ProcessTable::belongs_to_the_upgrade(int pid) {
  constexpr int kDeepest = 64;
  const int us = ::getpid();
  int at = pid;
  for (int depth = 0; at > 1 && depth < kDeepest; ++depth) {
    if (at == us || (manager_ != 0 && at == manager_)) return true;
    at = parent_of(at);
  }
  // The callers of this program match as well: a shell with the package's name on its command line,
  // the package manager.
  at = us;
  for (int depth = 0; at > 1 && depth < kDeepest; ++depth) {
    if (at == pid) return true;
    at = parent_of(at);
  }
  return false;
}

const std::vector<ProcessTable::Candidate>& ProcessTable::candidates() {
  if (candidates_) return *candidates_;
  candidates_.emplace();
  for (const int pid : all_pids()) {
    const auto facts = process_facts(pid);
    if (!facts) continue;
    parents_[pid] = facts->ppid;
    const auto argv = command_line(pid);
    if (argv.empty() || belongs_to_the_upgrade(pid)) continue;
    candidates_->push_back(
        {{pid, facts->ppid, facts->start_time}, joined_words(argv).substr(0, kLongestLine)});
  }
  return *candidates_;
}

bool ProcessTable::runs_unit(const std::string& unit) {
  if (!running_units_) {
    running_units_.emplace();
    for (const int pid : all_pids()) {
      running_units_->insert(unit_in_cgroup(proc_text(of(pid, "cgroup"))));
    }
  }
  return running_units_->contains(unit);
}

const std::vector<std::pair<std::string, int>>& ProcessTable::socket_holders() {
  if (!holders_) holders_ = sockets_of(all_pids());
  return *holders_;
}

std::vector<rules::ProcessFact> ProcessTable::listening(int port,
                                                        const std::vector<std::string>& paths) {
  std::vector<rules::ProcessFact> found;
  const std::vector<std::string> inodes = sockets_.inodes(port, paths);
  if (inodes.empty()) return found;
  for (const auto& [inode, pid] : socket_holders()) {
    if (pid == 1 || std::find(inodes.begin(), inodes.end(), inode) == inodes.end()) continue;
    auto fact = process(pid);
    if (!fact) continue;
    fact->found = "process " + std::to_string(pid) + " listens there";
    found.push_back(std::move(*fact));
    break;  // The oldest process; the others are its children.
  }
  return found;
}

}  // namespace pkgmap
