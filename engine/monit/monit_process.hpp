// Says whether a process is a monit of this host, and which process has a socket open, so that the
// caller can examine who answers at monit's address. The user, the executable and the root
// directory decide; a name, a pid or a pidfile alone is never enough.
//
// Every answer holds for the moment of the call. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pkgmap {

/// What examine_monit() found out about a process.
struct MonitProcess {
  enum class Verdict : std::uint8_t {
    monit,
    hidden,  ///< Name and user are those of monit; /proc hides the rest from this user.
    other,   ///< Another program; or a monit of another user, or in another root directory.
    gone,    ///< There is no such process, or it has ended.
  };
  Verdict verdict = Verdict::gone;
  bool of_another_user = false;  ///< The verdict is `other` because monit may not have this user.
  int pid = 0;
  std::uint64_t start_time = 0;  ///< Clock ticks since boot, proc(5).
  std::string user;              ///< For people: "root", "4711".
  std::string executable;        ///< Its path; empty: it cannot be read. " (deleted)" is left out.
  std::string why_other;         ///< "its root directory is not ours"; may be empty.
};

/// Returns whether a process has the same root directory as this process; nullopt if the kernel
/// does not let this user look, or if there is no such process. (If this process is in a chroot(2),
/// process 1 has another root directory.)
std::optional<bool> has_our_root(int pid);

/// Returns whether monit may have this user: root, or the user of this process.
bool is_trusted_user(unsigned int uid);

/// Returns whether is_trusted_user() is true for every user of a process (real, effective, …).
/// Avoids files of /proc that the owner of the process can make slow to read, such as its command
/// line. False for a process that has ended.
bool has_trusted_users(int pid);

/// Examines a process. The verdict is Verdict::gone for a pid of 0 or of no process; only `pid` is
/// set then.
MonitProcess examine_monit(int pid);

/// Returns "process 4711 (/usr/bin/nc) of user nobody" in printable characters; leaves out what is
/// not known.
std::string described(const MonitProcess& process);

/// Whether a process has a socket open. `hidden`: this process cannot see the descriptors, since it
/// may not, or since it lacks descriptors or memory itself. `late`: the time was up before the
/// socket was found.
enum class Holding : std::uint8_t { yes, no, hidden, late };
/// Returns whether the process has the socket with this inode open; `no` if the process has ended.
/// Examines at least 256 descriptors, even if `until` has passed.
Holding holds_socket(int pid, std::uint32_t inode, std::chrono::steady_clock::time_point until);

/// A process that has a socket open, from a search through all of /proc.
struct Holders {
  int pid = 0;              ///< The first process that was found; 0: none.
  bool has_hidden = false;  ///< Whether the answer for some process was Holding::hidden.
  bool is_late = false;     ///< Whether the search ended at the given time, without a process.
};
/// Searches all processes, until `until` at the latest, for a process that has the socket with this
/// inode open.
Holders holders_of(std::uint32_t inode, std::chrono::steady_clock::time_point until);

/// Returns the pid in the pidfile with this path; 0 if there is no such file, or no pid in it. The
/// pidfile counts only if it is a regular file and no link, and if only root or the user of this
/// program can write it. `root` is put before the path.
int pid_in_pidfile(const std::string& path, const std::string& root = "/");

/// Returns the paths at which monit's pidfile may be: `configured` (from the control file), or
/// /run/monit.pid and /var/run/monit.pid, where a monit of root puts it, if that is empty.
std::vector<std::string> pidfiles_of(const std::string& configured);

}  // namespace pkgmap
