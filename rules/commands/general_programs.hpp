// Programs that say nothing about whose check it is, because everybody's checks run them.
//
// The one list of them: shells and interpreters, service managers, and small tools. Pure.
#pragma once

#include <span>
#include <string_view>

namespace pkgmap::rules {

/// Base names. "python3" stands for "python3.11", too: a version behind a name is passed over.
std::span<const std::string_view> general_programs();

/// `path`: with its directories or without.
bool is_general_program(std::string_view path);

/// One that runs the script that it is given: what it runs is the script.
bool is_interpreter(std::string_view path);

}  // namespace pkgmap::rules
