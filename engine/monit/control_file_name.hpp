// Where monit looks for its control file, and whether two paths lead to the same control file. Any
// thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// Returns the paths at which every monit without the option -c looks first, whichever distribution
/// built it.
std::vector<std::string> first_control_files();

/// Returns all paths at which a monit without the option -c looks for its control file, in this
/// order (monit(1), FILES), except the directory in which monit was started.
std::vector<std::string> usual_control_files();

/// Returns whether both paths lead to the same control file. True if one of them is empty
/// (unknown).
bool same_control_file(const std::string& left, const std::string& right);

}  // namespace pkgmap
