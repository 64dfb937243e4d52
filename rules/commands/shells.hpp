// Knows the shells: what a shell runs, and which interpreter a script names in its first line.
//
// Pure. Only rules/commands includes this file.
#pragma once

#include <string_view>

#include "rules/commands/wrappers.hpp"

namespace pkgmap::rules {

/// Returns whether a program with this base name is a shell: "bash".
bool is_shell(std::string_view name);

/// Returns what a shell runs: the text of `-c`, or its script, only if that has an absolute path.
/// Words behind the text or the script belong to the text or the script: "-c" is no option there.
Wrapped behind_shell(const Words& argv);

/// Returns the interpreter and its arguments that the line "#!" of a script names, without env(1):
/// "bash -e" of "#!/usr/bin/env -S bash -e". Empty without such a line.
Words interpreter_of(std::string_view text);

}  // namespace pkgmap::rules
