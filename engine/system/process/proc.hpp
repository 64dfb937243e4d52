// What /proc says of processes, proc(5).
//
// Every answer is of the moment it was asked for: a pid alone names no process, pid and start time
// do. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Of /proc/PID/stat.
struct ProcessFacts {
  int pid = 0;
  std::string comm;  ///< At most 15 bytes; may hold blanks and parentheses.
  char state = '?';
  int ppid = 0;
  int process_group = 0;
  int session = 0;
  std::uint64_t start_time = 0;  ///< Field 22: clock ticks since boot.
};

/// Reads the text of a /proc/PID/stat; nothing when it is none.
std::optional<ProcessFacts> parse_proc_stat(std::string_view text);

/// Nothing when there is no such process.
std::optional<ProcessFacts> process_facts(int pid);

/// Whether it still is the process that had this start time. A zombie is none.
bool same_process(int pid, std::uint64_t start_time);

/// Every process that this one can see, ascending.
std::vector<int> all_pids();

/// Processes whose parent is `pid`, ascending; zombies left out.
std::vector<int> children_of(int pid);

/// The arguments; empty for kernel threads, zombies and when there is no such process.
std::vector<std::string> command_line(int pid);

/// The path behind /proc/PID/exe, " (deleted)" left out; empty when it cannot be read.
std::string executable_of(int pid);

/// What the kernel has under /proc: "4711/maps", "net/tcp". Empty when it cannot be read.
std::string proc_text(const std::string& below);
/// Where a link under /proc leads: "4711/exe", "4711/ns/mnt". Empty when it cannot be read.
std::string proc_link(const std::string& below);
/// The effective user; nothing when there is no such process.
std::optional<unsigned int> user_of(int pid);

/// The working directory; empty when it cannot be read.
std::string working_directory_of(int pid);

/// /proc/sys/kernel/random/boot_id; empty when it cannot be read.
std::string boot_id();

}  // namespace pkgmap
