// Runs a command as if this program were the command: the same terminal, streams, environment and
// signals. Never through a shell.
#pragma once

#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// `argv[0]` is looked for in PATH. The answer is what a shell would report: the exit status, or
/// 128 and the number of the signal that ended it; 127: there is no such command; 126: it cannot be
/// executed. SIGTERM and SIGHUP to us are handed on; SIGINT and SIGQUIT come from the terminal,
/// which has sent them to the command already. The Error says that no process could be made.
Result<int> run_in_foreground(const std::vector<std::string>& argv);

}  // namespace pkgmap
