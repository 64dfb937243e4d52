// Which programs a command runs in the end, behind its wrappers: env, sudo, runuser, nice, timeout,
// `sh -c '…'`, an interpreter with its script.
//
// Pure: reads only the words and runs no program. Leaves out a command whose program is decided by
// a variable that the text does not set.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// A program and its arguments; never empty in a result.
using Words = std::vector<std::string>;

/// Returns the commands that `argv` runs, each without wrappers; several for `sh -c 'a; b'`. A
/// script is without its interpreter. An interpreter without a script, or a wrapper without a
/// command, is as in `argv`. Empty if `argv` is empty, or if variables decide every program.
std::vector<Words> commands_run(const Words& argv);

/// Splits the text of `sh -c` into simple commands; those of command substitutions come last. Takes
/// quotes off the words; leaves out redirections, assignments and keywords. Replaces the variables
/// whose values the text says: a command in a loop comes once for each value. `arguments` are $0,
/// $1, …
std::vector<Words> shell_commands(const std::string& text, const Words& arguments = {});

/// Returns whether the text begins like a script that a shell runs: "#!/bin/sh -e".
bool is_shell_script(std::string_view text);

}  // namespace pkgmap::rules
