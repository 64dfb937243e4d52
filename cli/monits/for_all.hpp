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
/// Calls `command` without starting a child in each of these cases:
/// - The host has no further monit that runs or has sessions that the command would show or resume.
/// - --monitrc is given.
/// - The command (such as `config`) or an option (Options::is_about_one_monit()) is about one
///   monit.
/// - The command is `run`, which finds the monits itself.
/// - The command is `suspend`, and the administrator has switched all hooks off (switched_off()).
/// - The transaction cannot be read: `command` reports the Error.
int run_for_all_monits(Options options, const std::vector<std::string>& words, Screen& screen,
                       const Command& command);

}  // namespace pkgmap::cli
