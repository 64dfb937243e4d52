// Runs a command and waits for it, as if this program were the command: with the same terminal,
// streams, environment and signals. Never through a shell.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

struct ForegroundEnd {
  /// What a shell would report: the exit status, 128 plus the number of the signal that ended the
  /// command, 127 if there is no such command, 126 if it cannot be executed.
  int status = 0;
  /// Why the command did not begin: "No such file or directory". Empty if the command began.
  std::string never_began{};
};

/// Searches PATH for `argv[0]`. Forwards SIGTERM and SIGHUP to the command; the terminal has sent
/// it SIGINT and SIGQUIT already. Fails if no process can be made. Not thread-safe.
Result<ForegroundEnd> run_in_foreground(const std::vector<std::string>& argv);

}  // namespace pkgmap
