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

std::string link_of(int pid, const char* name) {
  return proc_link(std::to_string(pid) + "/" + name);
}

// Says why a monit that passes the test of its process is not ours; empty if it is. This process
// may be that of a confined service, which has mounts of its own over those of the host.
std::string why_elsewhere(int pid) {
  const std::string mounts = link_of(pid, "ns/mnt");
  const bool has_mounts_of_host = !mounts.empty() && mounts == link_of(1, "ns/mnt");
  if (!in_our_mounts(pid) && !has_mounts_of_host) return "it has a mount namespace of its own";
  if (link_of(pid, "ns/pid") != proc_link("self/ns/pid")) return "it is in another container";
  return {};
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

std::string without_links(const std::string& path) {
  std::error_code missing;
  const auto real = std::filesystem::canonical(path, missing);
  return missing ? path : real.string();
}

class Search {
 public:
  explicit Search(const MonitSearch& terms)
      : most_(terms.most), until_(Clock::now() + terms.within) {}

  void look_at_all() {
    for (const int pid : all_pids()) {
      found_.is_late = Clock::now() >= until_;
      if (found_.is_late) return;
      look_at(pid);
    }
  }

  RunningMonits result() {
    for (MonitDaemon& daemon : candidates_) {
      if (is_child_of_one(daemon.pid) || has_control_file_of_one(daemon)) continue;
      if (found_.ours.size() < most_) {
        found_.ours.push_back(daemon);
      } else {
        ++found_.more;
      }
    }
    return std::move(found_);
  }

 private:
  void look_at(int pid) {
    if (base_name(executable_of(pid)) != kMonit || !monit_arguments(command_line(pid)).stays()) {
      return;
    }
    const MonitProcess process = examine_monit(pid);
    if (process.verdict == Verdict::gone || process.verdict == Verdict::hidden) return;
    if (process.verdict == Verdict::other) return add(process, why_foreign(process));
    if (std::string why = why_elsewhere(pid); !why.empty()) return add(process, std::move(why));
    auto daemon = monit_daemon(pid);
    if (!daemon) return;
    if (daemon->control_file.empty()) daemon->control_file = first_usual_control_file();
    if (daemon->control_file.empty()) return add(process, "its control file is not known");
    daemon->control_file = without_links(daemon->control_file);
    candidates_.push_back(*std::move(daemon));
  }

  void add(const MonitProcess& process, std::string why) {
    if (found_.foreign.size() < most_) {
      found_.foreign.push_back({process, std::move(why)});
    } else {
      ++found_.more;
    }
  }

  // monit has such a child until the child executes a program of a check.
  bool is_child_of_one(int pid) const {
    const auto facts = process_facts(pid);
    return !facts || std::any_of(candidates_.begin(), candidates_.end(),
                                 [&](const auto& other) { return other.pid == facts->ppid; });
  }

  bool has_control_file_of_one(const MonitDaemon& daemon) const {
    return std::any_of(found_.ours.begin(), found_.ours.end(), [&](const MonitDaemon& other) {
      return same_control_file(other.control_file, daemon.control_file);
    });
  }

  std::size_t most_;
  Clock::time_point until_;
  std::vector<MonitDaemon> candidates_;
  RunningMonits found_;
};

}  // namespace

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
