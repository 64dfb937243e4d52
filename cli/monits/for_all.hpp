// Runs a command for every monit of the host (engine/facts/host_monits.hpp): in this process for
// the first monit, and at the same time in a child process for each further monit
// (cli/monits/children.hpp).
#pragma once

#include <string>
#include <vector>

#include "cli/monits/together.hpp"

namespace pkgmap::cli {

/// Runs `command` with `options`, prints the answers of all monits on `screen`, and returns the
/// exit status of the program. `words` are the arguments of main() without the name of the program;
/// each child gets them, and further options, as its arguments.
///
/// Calls `command` alone, without a child, in each of these cases: the command concerns no further
/// monit (the host has one monit, or no other monit runs or has sessions that the command would
/// show or resume); --monitrc is given; the command (such as `config`) or an option is about one
/// monit (Options::is_about_one_monit()); the command is `run`, which finds the monits itself; the
/// command is `suspend`, and the administrator has switched all hooks off (switched_off()); the
/// transaction cannot be read, so that `command` reports the Error.
int run_for_all_monits(Options options, const std::vector<std::string>& words, Screen& screen,
                       const Command& command);

}  // namespace pkgmap::cli
