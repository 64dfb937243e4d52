// Programs that tie a check to no package, since the checks of any package run them: shells,
// interpreters, service managers, small tools.
//
// This is the only list of them. Pure; static data.
#pragma once

#include <span>
#include <string_view>

namespace pkgmap::rules {

/// Base names without versions: "python" stands for "python3" and "python3.11", too.
std::span<const std::string_view> general_programs();

/// `path` may have directories. A version at its end is ignored.
bool is_general_program(std::string_view path);

/// Whether the program runs a script that its arguments name; the check then belongs to the package
/// of the script.
bool is_interpreter(std::string_view path);

}  // namespace pkgmap::rules
