// Runs a command for every monit of the host (engine/facts/host_monits.hpp): in this process for
// the first one, and in a child process for each further one, at the same time.
#pragma once

#include <string>
#include <vector>

#include "cli/monits/together.hpp"

namespace pkgmap::cli {

/// Runs the command and returns its exit status. On a host with one monit, with --monitrc, and for
/// a command that is about one monit, this is only the call of `command`. `words`: the arguments of
/// main(), without the name of the program.
int run_for_all_monits(Options options, const std::vector<std::string>& words, Screen& screen,
                       const Command& command);

}  // namespace pkgmap::cli
