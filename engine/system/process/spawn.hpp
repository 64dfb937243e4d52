// Starts a program; never uses a shell.
//
// The program gets the given descriptors and no other descriptor of this process, its own process
// group or session, the environment PATH, HOME and LC_ALL=C unless the caller gives another
// environment, and default signals. For one thread.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <string>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Makes sure that waitpid(2) works while the object lives. If the caller of this program ignores
/// SIGCHLD, this process inherits that through exec(2), and waitpid(2) would lose the exit status.
/// The constructor sets the default action of SIGCHLD, the destructor restores the earlier action;
/// the object that was made last must go first.
class ReapingChildren {
 public:
  ReapingChildren();
  ReapingChildren(const ReapingChildren&) = delete;
  ReapingChildren& operator=(const ReapingChildren&) = delete;
  ~ReapingChildren();

 private:
  struct sigaction before_ {};
};

/// How to start a program.
struct Spawned {
  std::vector<std::string> argv;  ///< argv[0] is its path; PATH is not used.
  int input;                      ///< The descriptor of its standard input; the caller keeps it.
  int output;                     ///< The descriptor of its standard output; the caller keeps it.
  int errors = -1;                ///< The descriptor of its standard error; -1: as `output`.
  std::vector<std::string> environment{};  ///< "NAME=value"; empty: PATH, HOME and LC_ALL=C.
  /// The program gets a session of its own, so that Ctrl-C on the terminal does not reach it.
  /// False: a process group of its own.
  bool own_session = false;
};

/// A process that begins to execute a program.
struct Beginning {
  pid_t pid = -1;       ///< Also the number of its process group.
  Fd failure{};         ///< For await_program(); empty after it.
  std::string program;  ///< The path of the program.
};

/// Makes the process, and does not wait until it executes the program: the caller does something
/// else meanwhile, then calls await_program(), and must wait for the process. Fails if there can be
/// no further process.
Result<Beginning> begin_to_spawn(const Spawned& spawned);

/// Waits until the process executes its program; returns at once if it was called before. Fails if
/// the program cannot be executed, and says why; then waits for the process, and sets the pid to
/// -1.
Done await_program(Beginning& beginning);

/// Starts the program. Returns its pid, which is also the number of its process group, as soon as
/// the program runs. The caller must wait for the process. Fails if the program cannot be executed,
/// and says why.
Result<pid_t> spawn(const Spawned& spawned);

}  // namespace pkgmap
