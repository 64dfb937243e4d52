// Reads what /proc says about processes, proc(5).
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
  char state = '?';  ///< 'R', 'S', 'Z' (zombie), …
  int ppid = 0;
  int process_group = 0;
  int session = 0;
  std::uint64_t start_time = 0;  ///< Field 22: clock ticks since boot.
};

/// Reads the text of /proc/PID/stat. Returns nullopt if the text has another form.
std::optional<ProcessFacts> parse_proc_stat(std::string_view text);

/// Returns the values of a process, also of a zombie; nullopt if there is no such process.
std::optional<ProcessFacts> process_facts(int pid);

/// Returns whether `pid` still is the process that began at this start time (clock ticks since
/// boot). False for a zombie.
bool same_process(int pid, std::uint64_t start_time);

/// Returns the pid of every process that this process can see, ascending, zombies included; empty
/// without /proc.
std::vector<int> all_pids();

/// Returns the pids of the processes whose parent is `pid`, ascending, without zombies.
std::vector<int> children_of(int pid);

/// Returns the arguments of the process; empty for kernel threads and zombies, and if there is no
/// such process.
std::vector<std::string> command_line(int pid);

/// Returns the path of the file that the process executes, as without_deleted() returns it; empty
/// if it cannot be read.
std::string executable_of(int pid);

/// Returns whether the executable file of this process was removed, and no other file has its name
/// now. False after an upgrade, since the new file has the name. False also if the name is not
/// known.
bool program_is_removed();

/// Returns the path of the file to which a link below /proc leads; `link` is the target of this
/// link. If the file was deleted or replaced, the target has additions, which the function removes:
/// " (deleted)" of the kernel, and before it the end of the temporary name that rpm or prelink
/// gives to a new file. If there is a file that is really called "x (deleted)", returns `link`
/// unchanged.
std::string without_deleted(std::string link);
/// Does the same, but does not look for the file: `exists` says whether a file with the name `link`
/// exists.
std::string without_deleted(std::string link, bool exists);
/// Returns whether the link has the temporary name that prelink gives to a new file. Older kernels
/// show this name for a file that prelink has replaced by the same program at other addresses.
bool names_a_prelinked_file(std::string_view link);

/// Returns the text of a file below /proc, at most 8 MiB: "4711/maps", "net/tcp". Empty if it
/// cannot be read.
std::string proc_text(const std::string& below);
/// Returns the target of a link below /proc: "4711/exe", "4711/ns/mnt". Empty if it cannot be read.
std::string proc_link(const std::string& below);
/// Returns whether the process is in the mount namespace of this process; if not, its paths mean
/// other files. A process that is in it may have another root directory; see sees_our_files().
/// False if there is no such process, or if this process may not examine it.
bool in_our_mounts(int pid);
/// Returns whether the process also has the root directory of this process (chroot(2) keeps the
/// mount namespace), so that each path means the same file to both. False as in_our_mounts().
bool sees_our_files(int pid);
/// Returns a number that grows whenever the process does something: its CPU time in clock ticks
/// plus its context switches. Returns 0 if there is no such process.
std::uint64_t activity_of(int pid);
/// The users of a process, by number. (The owner of /proc/PID is another answer: it is root for a
/// process that is not dumpable, whoever runs the process.)
struct ProcessUsers {
  unsigned int real = 0;
  unsigned int effective = 0;
  unsigned int saved = 0;
};
/// Returns the users of the process; nullopt if there is no such process.
std::optional<ProcessUsers> users_of(int pid);
/// Returns whether the real, the effective and the saved user of the process are all root, so that
/// no other user started it (as a setuid program) and it acts for no other user. False if there is
/// no such process.
bool is_of_root_alone(int pid);

/// Returns the working directory of the process; empty if it cannot be read.
std::string working_directory_of(int pid);

/// Returns the second since the epoch in which a process with this start time (clock ticks since
/// boot) began, by the present clock: it is wrong by as much as somebody has set the clock since.
std::int64_t second_of_start(std::uint64_t start_time);

/// Returns the boot id, /proc/sys/kernel/random/boot_id as process 1 sees it, or as this process
/// sees it if this process may not examine process 1; empty if it cannot be read.
std::string boot_id();

}  // namespace pkgmap
