// Which control file a monit runs with, by name.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// The value of one of monit's options in its command line, as written; empty: it is not given.
std::string option_argument(const std::vector<std::string>& command_line, char option);

/// Whether both paths lead to one control file. One that is not known (empty) is taken for the
/// other.
bool same_control_file(const std::string& left, const std::string& right);

}  // namespace pkgmap
