// The list of general programs: shells, interpreters, service managers, small tools. Checks of all
// packages run them, so they are no evidence that a check belongs to a package.
//
// No other file has such a list. Pure; static data.
#pragma once

#include <span>
#include <string_view>

namespace pkgmap::rules {

/// Returns the list, as base names without versions: "python" also stands for "python3" and
/// "python3.11".
std::span<const std::string_view> general_programs();

/// Returns whether the program is in this list. `path` is a path or a base name; a version at its
/// end does not count.
bool is_general_program(std::string_view path);

/// Returns whether the program runs a script that its arguments name. Then the script, not the
/// program, shows to which package a check belongs. `path` is as for is_general_program().
bool is_interpreter(std::string_view path);

}  // namespace pkgmap::rules
