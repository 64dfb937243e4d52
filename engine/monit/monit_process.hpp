// Whether a process is the monit of this host, by its user, its executable and its root directory;
// a name, a pid or a pidfile alone is no proof.
//
// Every answer holds for the moment of the call. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pkgmap {

struct MonitProcess {
  enum class Verdict : std::uint8_t {
    monit,
    hidden,  ///< It is called monit and has the right user; /proc hides the rest.
    other,
    gone,  ///< There is no such process, or it has ended.
  };
  Verdict verdict = Verdict::gone;
  int pid = 0;
  std::uint64_t start_time = 0;  ///< Clock ticks since boot, proc(5).
  std::string user;              ///< For people: "root", "4711".
  std::string executable;        ///< Its path; empty: it cannot be read. " (deleted)" is left out.
  std::string why_other;         ///< "its root directory is not ours"; may be empty.
};

/// Whether monit may have this user: root, or the user who runs this program.
bool is_trusted_user(unsigned int uid);

MonitProcess examine_monit(int pid);

/// Returns "process 4711 (/usr/bin/nc) of user nobody", printable, with what is known of it.
std::string described(const MonitProcess& process);

/// Whether a process has a socket open.
enum class Holding : std::uint8_t { yes, no, hidden };
Holding holds_socket(int pid, std::uint32_t inode);

/// The processes that have a socket open, of all in /proc.
struct Holders {
  int pid = 0;              ///< The first one; 0: none that this program may look at.
  bool has_hidden = false;  ///< There are processes that it may not look at.
};
Holders holders_of(std::uint32_t inode);

/// Returns the pid in a regular file, no link, that root or the user of this program owns and
/// no other user may write; 0 if it is no such file or holds no pid. `root` stands before the path.
int pid_in_pidfile(const std::string& path, const std::string& root = "/");

/// Returns where monit's pidfile may be: where the control file says, else monit's own places.
std::vector<std::string> pidfiles_of(const std::string& configured);

}  // namespace pkgmap
