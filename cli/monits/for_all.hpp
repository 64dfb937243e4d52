// Runs a command for every monit of the host (engine/facts/host_monits.hpp): in this process for
// the first monit, and at the same time in a child process for each further monit
// (cli/monits/children.hpp).
#pragma once

#include <string>
#include <vector>

#include "cli/monits/together.hpp"

namespace pkgmap::cli {

/// Runs `command` with `options`, prints the answers of all monits on `screen`, and returns the
/// exit status of the program. Only calls `command`, and starts no child, on a host with one monit,
/// with --monitrc, for a command or option that is about one monit (such as `config`, or
/// Options::is_about_one_monit()), and for `run`, which finds the monits itself. `words` are the
/// arguments of main() without the name of the program; each child gets them as its arguments.
int run_for_all_monits(Options options, const std::vector<std::string>& words, Screen& screen,
                       const Command& command);

}  // namespace pkgmap::cli
