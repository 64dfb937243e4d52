// Looks behind one wrapper: a program such as env, sudo, `sh -c` or an interpreter, that runs
// another command.
//
// Pure: reads only the words, and runs no program. Only rules/commands includes this file.
#pragma once

#include <optional>
#include <string>

#include "rules/commands/run_command.hpp"

namespace pkgmap::rules {

/// What a wrapper runs. Without a command and without a text, the program is no wrapper, has no
/// command behind it, or runs the command on another host (`systemd-run -H`).
struct Wrapped {
  Words command{};
  std::optional<std::string> text{};  ///< Text of a shell: of `sh -c TEXT`.
  Words arguments{};                  ///< $0, $1, … of the text.
};

/// Returns what `argv` runs behind its first wrapper. `argv` has at least one word. For an
/// interpreter the command is the script, only if it has an absolute path.
Wrapped behind_wrapper(const Words& argv);

}  // namespace pkgmap::rules
