// Starts a program, never through a shell.
//
// The program gets the given descriptors and no other one of this process, its own process group or
// session, a clean environment unless another one is given, and default signals. For one thread.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Lets waitpid(2) work while it lives: a parent that ignores SIGCHLD passes that on through
/// exec(2), and waitpid(2) then loses the exit status. Nested objects end in reverse order.
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
  int input;                      ///< Its standard input.
  int output;
  int errors = -1;                         ///< Standard error; -1 for the same as `output`.
  std::vector<std::string> environment{};  ///< "NAME=value"; empty: PATH, HOME and LC_ALL=C.
  bool own_session = false;                ///< Ctrl-C on the terminal does not reach the program.
};

/// Returns the pid, which is also the number of its process group, once the program runs. The
/// caller must wait for the process. Fails if the program cannot be executed, and says why.
Result<pid_t> spawn(const Spawned& spawned);

}  // namespace pkgmap
