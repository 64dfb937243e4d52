// The argument vector of an `ExecStart=` line (systemd.service(5), COMMAND LINES).
//
// Pure. Variables stay as they are written: what they hold is not known here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// The special prefixes (`@ - : + !`) taken off, and with `@` the second word, which is only what
/// the program is told that it is called. Several commands (`;`) give the first. Empty for "".
std::vector<std::string> exec_arguments(std::string_view value);

}  // namespace pkgmap
