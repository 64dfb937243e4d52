// The argument vector of an `ExecStart=` line (systemd.service(5), COMMAND LINES).
//
// Variables stay as written, since their values are not known here. A pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Returns the arguments without the special prefixes (`@ - : + ! |`). With `@`, the second word is
/// only what the program is called, and is left out. Returns the first of several commands (`;`).
/// Empty for "".
std::vector<std::string> exec_arguments(std::string_view value);

}  // namespace pkgmap
