// Splits the value of `ExecStart=` into the argument vector (systemd.service(5), COMMAND LINES).
//
// Variables and specifiers (`$HOME`, `%i`) stay as written, since their values are not known here.
// A pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Returns the program and its arguments, without quotes and without the special prefixes (`@ - : +
/// ! |`). A backslash stands for the next character (`\n`, `\t` and `\s`: newline, tab, blank); a
/// quote that is not closed goes on to the end of `value`. After `@` the second word is only the
/// name that the program gets, so the result lacks this word. Of several commands, separated by
/// `;`, returns the first. Empty if `value` has no words.
std::vector<std::string> exec_arguments(std::string_view value);

}  // namespace pkgmap
