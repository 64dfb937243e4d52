// The control file that a monit runs with, by name. Any thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// Returns the value of an option in monit's command line, as written; empty if it is not given.
std::string option_argument(const std::vector<std::string>& command_line, char option);

/// Whether both paths lead to the same control file. True if either is unknown (empty).
bool same_control_file(const std::string& left, const std::string& right);

}  // namespace pkgmap
