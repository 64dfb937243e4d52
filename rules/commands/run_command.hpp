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

/// A program and its arguments. In a result, never empty, nor is the program an empty word.
using Words = std::vector<std::string>;

/// Returns the commands that `argv` runs, each without wrappers; several for `sh -c 'a; b'`. A
/// script is without its interpreter. An interpreter without a script, or a wrapper without a
/// command, is as in `argv`. Empty if `argv` is empty or longer than 256 KiB, if its program is an
/// empty word, or if variables decide every program.
std::vector<Words> commands_run(const Words& argv);

/// Returns those of commands_run() that run whatever other commands answer. Of a shell text with
/// `&&`, `||`, `if`, `while`, `until` or `case` that is none, since its writer may have provided
/// for the failure.
std::vector<Words> commands_run_always(const Words& argv);

/// What a text of `sh -c` runs.
struct ShellText {
  std::vector<Words> commands;
  bool has_conditions = false;  ///< Whether what a command answers may decide about others.
};

/// Splits the text of `sh -c` into simple commands; those of command substitutions come last. Takes
/// quotes off the words; leaves out redirections, assignments and keywords. Replaces the variables
/// whose values the text says: a command in a loop comes once for each value. `arguments` are $0,
/// $1, … Empty for a text of more than 16 KiB; at most 256 KiB of commands.
ShellText shell_commands(const std::string& text, const Words& arguments = {});

/// Returns whether the text begins like a script that a shell runs: "#!/bin/sh -e".
bool is_shell_script(std::string_view text);

}  // namespace pkgmap::rules
