// The control file that a monit runs with, by name. Any thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// The places where every monit without the option -c looks first, whoever built it.
std::vector<std::string> first_control_files();

/// The places where a monit without the option -c looks for its control file, the first one first
/// (monit(1), FILES). Not the directory in which monit was started.
std::vector<std::string> usual_control_files();

/// Whether both paths lead to the same control file. True if either is unknown (empty).
bool same_control_file(const std::string& left, const std::string& right);

}  // namespace pkgmap
