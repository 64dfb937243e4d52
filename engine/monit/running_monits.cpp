#include "engine/monit/running_monits.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "engine/monit/control_file_name.hpp"
#include "engine/system/process/proc.hpp"
#include "parsers/arguments/monit_arguments.hpp"
#include "parsers/source/base_name.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;
using Verdict = MonitProcess::Verdict;

constexpr std::string_view kMonit = "monit";
constexpr const char* kOwnMounts = "it has a mount namespace of its own";

std::string link_of(int pid, const char* name) {
  return proc_link(std::to_string(pid) + "/" + name);
}

// This process may be that of a confined service, which has mounts of its own over those of the
// host.
bool has_own_mounts(int pid) {
  const std::string mounts = link_of(pid, "ns/mnt");
  const bool has_mounts_of_host = !mounts.empty() && mounts == link_of(1, "ns/mnt");
  return !in_our_mounts(pid) && !has_mounts_of_host;
}

bool is_in_another_container(int pid) {
  return link_of(pid, "ns/pid") != proc_link("self/ns/pid");
}

std::string why_foreign(const MonitProcess& process) {
  if (process.of_another_user) return "it runs as another user";
  return process.why_other.empty() ? "it cannot be examined" : process.why_other;
}

// The first control file that a monit without -c finds.
std::string first_usual_control_file() {
  for (std::string& place : usual_control_files()) {
    if (::access(place.c_str(), F_OK) == 0) return std::move(place);
  }
  return {};
}

// Also if the file is gone by now: the name must stay the one that it had.
std::string without_links(const std::string& path) {
  std::error_code unknown;
  const auto real = std::filesystem::weakly_canonical(path, unknown);
  return unknown ? path : real.string();
}

int parent_of(int pid) {
  const auto facts = process_facts(pid);
  return facts ? facts->ppid : 0;
}

class Search {
 public:
  explicit Search(const MonitSearch& terms)
      : most_(terms.most), until_(Clock::now() + terms.within) {}

  void look_at_all() {
    for (const int pid : all_pids()) {
      if (base_name(executable_of(pid)) != kMonit) continue;
      if (!has_trusted_users(pid)) {
        strangers_.push_back(pid);
      } else if (Clock::now() < until_) {
        look_at(pid);
      } else {
        found_.is_late = true;
      }
    }
    for (const int pid : strangers_) look_at_stranger(pid);
  }

  RunningMonits result() {
    for (MonitDaemon& daemon : one_for_each_control_file(seen_)) {
      if (found_.ours.size() < most_) {
        found_.ours.push_back(std::move(daemon));
      } else {
        ++found_.more_ours;
      }
    }
    return std::move(found_);
  }

 private:
  void look_at(int pid) {
    const MonitProcess process = examine_monit(pid);
    if (process.verdict == Verdict::gone || process.verdict == Verdict::hidden) return;
    if (!monit_arguments(command_line(pid)).does_cycles()) return;
    if (process.verdict == Verdict::other) return add(process, why_foreign(process));
    const bool is_apart = has_own_mounts(pid);
    const bool is_contained = is_in_another_container(pid);
    if (is_apart && is_contained) return add(process, kOwnMounts);
    if (is_contained) return add(process, "it is in another container");
    auto daemon = monit_daemon(pid);
    if (!daemon) return;
    if (!daemon->relative_name.empty()) return add(process, why_unknown(*daemon));
    if (daemon->control_file.empty()) daemon->control_file = first_usual_control_file();
    if (daemon->control_file.empty()) return add(process, "its control file is not known");
    daemon->control_file = without_links(daemon->control_file);
    if (is_apart) return add(process, kOwnMounts, daemon->control_file);
    seen_.push_back({*std::move(daemon), parent_of(pid)});
  }

  // Its command line may take forever to read, so it counts as one that stays.
  void look_at_stranger(int pid) {
    if (found_.foreign.size() >= most_) {
      ++found_.more_foreign;
      return;
    }
    const MonitProcess process = examine_monit(pid);
    if (process.of_another_user) add(process, why_foreign(process));
  }

  void add(const MonitProcess& process, std::string why, std::string confined_control_file = {}) {
    const int parent = parent_of(process.pid);
    const bool is_child =
        std::any_of(found_.foreign.begin(), found_.foreign.end(),
                    [&](const ForeignMonit& other) { return other.process.pid == parent; });
    if (is_child) return;
    if (found_.foreign.size() < most_) {
      found_.foreign.push_back({process, std::move(why), std::move(confined_control_file)});
    } else {
      ++found_.more_foreign;
    }
  }

  std::size_t most_;
  Clock::time_point until_;
  std::vector<int> strangers_;
  std::vector<SeenMonit> seen_;
  RunningMonits found_;
};

bool is_child_of_one(const SeenMonit& seen, const std::vector<SeenMonit>& all) {
  return std::any_of(all.begin(), all.end(), [&](const SeenMonit& other) {
    return other.daemon.pid == seen.parent &&
           same_control_file(other.daemon.control_file, seen.daemon.control_file);
  });
}

}  // namespace

std::vector<MonitDaemon> one_for_each_control_file(const std::vector<SeenMonit>& seen) {
  std::vector<MonitDaemon> daemons;
  for (const SeenMonit& one : seen) {
    if (is_child_of_one(one, seen)) continue;
    const auto same = std::find_if(daemons.begin(), daemons.end(), [&](const MonitDaemon& other) {
      return same_control_file(other.control_file, one.daemon.control_file);
    });
    if (same == daemons.end()) {
      daemons.push_back(one.daemon);
    } else if (one.daemon.start_time < same->start_time) {
      *same = one.daemon;
    }
  }
  std::sort(daemons.begin(), daemons.end(),
            [](const MonitDaemon& one, const MonitDaemon& other) { return one.pid < other.pid; });
  return daemons;
}

RunningMonits find_running_monits(const MonitSearch& search) {
  Search found(search);
  found.look_at_all();
  return found.result();
}

std::optional<MonitDaemon> find_running_monit(const std::string& control_file) {
  constexpr std::size_t kAll = 100'000;
  for (MonitDaemon& daemon : find_running_monits({.most = kAll}).ours) {
    if (same_control_file(daemon.control_file, control_file)) return std::move(daemon);
  }
  return std::nullopt;
}

std::string described(const ForeignMonit& monit) {
  return described(monit.process) + ": " + monit.why;
}

}  // namespace pkgmap
