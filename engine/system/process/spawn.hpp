// Starts a program, never through a shell.
//
// The program gets the two descriptors that it is given and no other of ours, its own process
// group, a clean environment (PATH, HOME, LC_ALL=C) and default signals. One thread.
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

/// Runs `argv`, whose first element is the path of the program; PATH is not searched. `input` is
/// its standard input, `output` its standard output and error. Answers the pid once the program
/// runs; whoever calls this has to wait for it. The Error says why it could not be started.
Result<pid_t> spawn(const std::vector<std::string>& argv, int input, int output);

}  // namespace pkgmap
