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

/// Runs the command and waits for its end; searches PATH for `argv[0]` (`argv` must not be empty,
/// which is not checked). Meanwhile forwards SIGTERM and SIGHUP to the command and ignores SIGINT
/// and SIGQUIT, which the terminal sends to the command, too. Fails if no process can be made; a
/// command that cannot be executed is no failure (never_began). Not thread-safe.
Result<ForegroundEnd> run_in_foreground(const std::vector<std::string>& argv);

}  // namespace pkgmap
