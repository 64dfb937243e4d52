// Starts a program, never through a shell.
//
// The program gets the descriptors that it is given and no other of ours, its own process group or
// session, a clean environment and default signals. One thread.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// A parent that ignores SIGCHLD hands that down through exec(2), and waitpid(2) then learns
/// nothing. While it lives, it does; they end in the reverse order of their beginning.
class ReapingChildren {
 public:
  ReapingChildren();
  ReapingChildren(const ReapingChildren&) = delete;
  ReapingChildren& operator=(const ReapingChildren&) = delete;
  ~ReapingChildren();

 private:
  struct sigaction before_ {};
};

/// What a program is started with.
struct Spawned {
  std::vector<std::string> argv;  ///< argv[0] is its path; PATH is not searched.
  int input;                      ///< Its standard input.
  int output;
  int errors = -1;                         ///< Standard error; -1: as `output`.
  std::vector<std::string> environment{};  ///< "NAME=value"; empty: PATH, HOME and LC_ALL=C.
  bool own_session = false;                ///< A Ctrl-C on our terminal is none of its business.
};

/// Answers the pid once the program runs, whose process group has the same number; whoever calls
/// this has to wait for it. The Error says why it could not be started.
Result<pid_t> spawn(const Spawned& spawned);

}  // namespace pkgmap
