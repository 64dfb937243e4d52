// Runs a command and waits for it, as if this program were the command: with the same terminal,
// streams, environment and signals. Never uses a shell.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// How the command ended.
struct ForegroundEnd {
  /// What a shell would report: the exit status; 128 plus the number of the signal that ended the
  /// command; 127 if there is no such command; 126 if it cannot be executed.
  int status = 0;
  /// Why the command did not begin: "No such file or directory". Empty if the command began.
  std::string never_began{};
};

/// Runs the command; searches PATH for `argv[0]`. Forwards SIGTERM and SIGHUP to it; the terminal
/// itself sends it SIGINT and SIGQUIT. Fails if no process can be made. Not thread-safe.
Result<ForegroundEnd> run_in_foreground(const std::vector<std::string>& argv);

}  // namespace pkgmap
