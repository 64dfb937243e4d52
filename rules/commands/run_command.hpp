// What a command really runs, behind the wrappers around it: env, sudo, runuser, nice, timeout,
// `sh -c '…'`, an interpreter with its script.
//
// Pure: reads the words only, runs nothing, expands nothing. Where a variable decides what is run,
// that command is left out.
#pragma once

#include <string>
#include <vector>

namespace pkgmap::rules {

using Words = std::vector<std::string>;

/// The commands that `argv` runs, each without wrappers; several for `sh -c 'a; b'`. A script comes
/// without its interpreter. An interpreter without a script, and a wrapper without a command, stand
/// for themselves.
std::vector<Words> commands_run(const Words& argv);

/// Splits the text of `sh -c` into simple commands: words with quotes taken off, redirections,
/// assignments and keywords left out.
std::vector<Words> shell_commands(const std::string& text);

}  // namespace pkgmap::rules
