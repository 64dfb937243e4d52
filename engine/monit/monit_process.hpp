// Whether a process is the monit of this host: by its user, its executable and its root directory,
// and never by its name, its pid or a pidfile alone.
//
// Every answer holds for the moment of the call. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pkgmap {

struct MonitProcess {
  enum class Verdict : std::uint8_t {
    monit,
    hidden,  ///< Its name is monit and its user is right; /proc hides the rest from us.
    other,   ///< Another program.
    gone,    ///< There is no such process, or it has ended.
  };
  Verdict verdict = Verdict::gone;
  bool of_another_user = false;  ///< Then `other`: monit may not have this user.
  int pid = 0;
  std::uint64_t start_time = 0;  ///< Clock ticks since boot, proc(5).
  std::string user;              ///< For people: "root", "4711".
  std::string executable;        ///< Its path; empty: it cannot be read. " (deleted)" is left out.
  std::string why_other;         ///< "its root directory is not ours"; may be empty.
};

/// Whether a process has the root directory of this process; nullopt if the kernel does not let
/// this program look, or there is no such process. In a chroot(2) process 1 has another one.
std::optional<bool> has_our_root(int pid);

/// Whether monit may have this user: root, or the user who runs this program.
bool is_trusted_user(unsigned int uid);

/// Whether a process has no other user. Reads nothing that its owner can make slow to read, as its
/// command line is. False for a process that is gone.
bool has_trusted_users(int pid);

/// Returns Verdict::gone for a pid of 0 or of no process.
MonitProcess examine_monit(int pid);

/// Returns "process 4711 (/usr/bin/nc) of user nobody" in printable characters; leaves out what is
/// not known.
std::string described(const MonitProcess& process);

/// Whether a process has a socket open; `hidden` if this user may not see that, `late` if the
/// process has more descriptors than could be seen until then. Looks at 256 of them in any case.
enum class Holding : std::uint8_t { yes, no, hidden, late };
Holding holds_socket(int pid, std::uint32_t inode, std::chrono::steady_clock::time_point until);

/// A process that has a socket open, from a search through all of /proc.
struct Holders {
  int pid = 0;              ///< The first process that was found; 0: none.
  bool has_hidden = false;  ///< Whether this user may not see the sockets of some processes.
  bool is_late = false;     ///< Whether the search ended at the given time, without a process.
};
Holders holders_of(std::uint32_t inode, std::chrono::steady_clock::time_point until);

/// Returns the pid in a pidfile; 0 if there is none. The pidfile counts only if it is a regular
/// file and no link, and if only root or the user of this program can write it. `root` stands
/// before the path.
int pid_in_pidfile(const std::string& path, const std::string& root = "/");

/// Returns the paths at which monit's pidfile may be: `configured` (from the control file), or
/// /run/monit.pid and /var/run/monit.pid if that is empty.
std::vector<std::string> pidfiles_of(const std::string& configured);

}  // namespace pkgmap
