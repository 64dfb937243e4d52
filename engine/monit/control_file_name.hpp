// Says where monit looks for its control file, and whether two paths lead to the same control file.
// Any thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// Returns the paths at which every monit without the option -c looks first, whichever distribution
/// built it: ".monitrc" in the home directory of this user, and /etc/monitrc.
std::vector<std::string> first_control_files();

/// Returns all paths at which a monit without the option -c looks for its control file, in monit's
/// order (monit(1), FILES). The directory in which monit was started is not among them.
std::vector<std::string> usual_control_files();

/// Returns whether both paths lead to the same control file. True if a path is empty (unknown), or
/// if both are the same text. False for two different texts of which one leads to no file.
bool same_control_file(const std::string& left, const std::string& right);

}  // namespace pkgmap
