// What /proc says about processes, proc(5).
//
// An answer holds for the moment of the call. The kernel may reuse a pid; pid and start time
// together identify a process. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Values of /proc/PID/stat.
struct ProcessFacts {
  int pid = 0;
  std::string comm;  ///< At most 15 bytes; may hold blanks and parentheses.
  char state = '?';
  int ppid = 0;
  int process_group = 0;
  int session = 0;
  std::uint64_t start_time = 0;  ///< Field 22: clock ticks since boot.
};

/// Reads the text of a /proc/PID/stat. Returns nullopt if it has another form.
std::optional<ProcessFacts> parse_proc_stat(std::string_view text);

/// Returns nullopt if there is no such process.
std::optional<ProcessFacts> process_facts(int pid);

/// Whether `pid` still is the process with this start time. False for a zombie.
bool same_process(int pid, std::uint64_t start_time);

/// Returns every process that this process can see, ascending.
std::vector<int> all_pids();

/// Returns the processes whose parent is `pid`, ascending, without zombies.
std::vector<int> children_of(int pid);

/// Returns the arguments; empty for kernel threads and zombies, and if there is no such process.
std::vector<std::string> command_line(int pid);

/// Returns the file that the process executes, by its name at the start of the process; empty if it
/// cannot be read.
std::string executable_of(int pid);

/// Returns the name in a link below /proc to a file. If somebody has deleted the file, the link
/// ends in " (deleted)", and may have the temporary name that rpm or prelink gives to a new file.
std::string without_deleted(std::string link);
/// The same; `exists` says whether a file is really called "x (deleted)".
std::string without_deleted(std::string link, bool exists);
/// Whether the link has the temporary name that prelink gives to a new file: older kernels show it
/// for the file that prelink has replaced by the same program at other addresses.
bool names_a_prelinked_file(std::string_view link);

/// Returns the text of a file below /proc: "4711/maps", "net/tcp". Empty if it cannot be read.
std::string proc_text(const std::string& below);
/// Returns the target of a link below /proc: "4711/exe", "4711/ns/mnt". Empty if it cannot be read.
std::string proc_link(const std::string& below);
/// Whether the process has the mounts of this process: otherwise its paths mean other files.
bool in_our_mounts(int pid);
/// Returns a number that grows whenever the process goes on: its CPU time in clock ticks and its
/// context switches, added up. 0 if there is no such process.
std::uint64_t activity_of(int pid);
/// The users of a process. The owner of /proc/PID would not do: it is root for every process that
/// is not dumpable, whoever runs it.
struct ProcessUsers {
  unsigned int real = 0;
  unsigned int effective = 0;
  unsigned int saved = 0;
};
/// Returns nullopt if there is no such process.
std::optional<ProcessUsers> users_of(int pid);
/// Whether the real, the effective and the saved user are root: no other user started it, as with a
/// program that is setuid, and it has served none.
bool is_of_root_alone(int pid);

/// Returns the working directory; empty if it cannot be read.
std::string working_directory_of(int pid);

/// Returns the second since the epoch in which a process with this start time began, as the clock
/// counts now: wrong by as much as somebody has set the clock since.
std::int64_t second_of_start(std::uint64_t start_time);

/// Returns /proc/sys/kernel/random/boot_id; empty if it cannot be read.
std::string boot_id();

}  // namespace pkgmap
