// Finds the programs that a command runs behind its wrappers (env, sudo, runuser, nice, timeout,
// `sh -c '…'`, an interpreter with its script).
//
// Pure: reads only the words, and runs no program. Leaves out a command whose program is the value
// of a variable that the text does not set, and a command of a container engine that a variable
// leads to another host (`DOCKER_HOST=tcp://db1 docker start web`).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// A program and its arguments. Each element of a result has at least one word, the program, which
/// is not empty.
using Words = std::vector<std::string>;

/// Returns the commands that `argv` runs, each without wrappers; several for `sh -c 'a; b'`. A
/// script with an absolute path comes without its interpreter. An interpreter without such a
/// script, a wrapper without a command, or a wrapper whose command runs on another host, comes as
/// it is in `argv`. Empty if `argv` is empty or longer than 256 KiB, if its program is an empty
/// word, or if variables decide every program.
std::vector<Words> commands_run(const Words& argv);

/// Returns those of commands_run() that run whether other commands succeed or fail. Leaves out all
/// commands of a shell text with `&&`, `||`, `if`, `while`, `until` or `case`, since its author may
/// have provided for a failure.
std::vector<Words> commands_run_always(const Words& argv);

/// The commands in a text of `sh -c`.
struct ShellText {
  std::vector<Words> commands;
  bool has_conditions = false;  ///< Whether the result of one command may decide about another.
};

/// Splits the text of `sh -c` into simple commands; the commands of command substitutions come
/// last. Removes the quotes of words, and leaves out redirections, assignments and keywords other
/// than those of `case`. Assignments and exports that leads_to_another_engine()
/// (container_reference.hpp) come as words of env(1) in front of their commands.
/// Replaces the variables whose values the text itself sets: a command in a loop comes once for
/// each value. `arguments` are $0, $1, … Returns no commands for a text of more than 16 KiB, and at
/// most 256 KiB of commands.
ShellText shell_commands(const std::string& text, const Words& arguments = {});

/// Returns whether the text begins with the line "#!" of a shell script: "#!/bin/sh -e".
bool is_shell_script(std::string_view text);

}  // namespace pkgmap::rules
