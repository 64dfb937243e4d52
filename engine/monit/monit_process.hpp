// Whether a process is monit as this host runs it: its user, its executable and its root say so,
// never its name, its pid or a pidfile alone.
//
// Every answer is of the moment. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pkgmap {

struct MonitProcess {
  enum class Verdict : std::uint8_t {
    monit,
    hidden,  ///< It is called monit and has the right user, but more may not be read of it.
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

/// monit runs as the owner of its control file, and that is root, or whoever runs this program.
bool is_trusted_user(unsigned int uid);

MonitProcess examine_monit(int pid);

/// "process 4711 (/usr/bin/nc) of user nobody", printable; with `executable` unknown without it.
std::string described(const MonitProcess& process);

/// Whether a process has a socket open.
enum class Holding : std::uint8_t { yes, no, hidden };
Holding holds_socket(int pid, std::uint32_t inode);

/// Who has a socket open, by a look at all of /proc.
struct Holders {
  int pid = 0;              ///< The first that has it; 0: none that can be seen.
  bool has_hidden = false;  ///< There are processes that may not be looked at.
};
Holders holders_of(std::uint32_t inode);

/// The pid in a file that only root, or whoever runs this program, can have written: a regular
/// file, no link, which nobody else may write. 0: it is none such, or names no process.
int pid_in_pidfile(const std::string& path, const std::string& root = "/");

/// Where monit keeps its pidfile: that of its control file, or the places it was built with.
std::vector<std::string> pidfiles_of(const std::string& configured);

}  // namespace pkgmap
