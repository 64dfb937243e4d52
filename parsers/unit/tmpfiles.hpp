// Finds the directories that systemd-tmpfiles makes at boot because of a tmpfiles.d(5) file.
//
// The function skips lines that make no directory, relative paths, and paths with a specifier that
// it cannot resolve. A pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Returns the absolute paths in the lines of the types d, D, v, q, Q and their variants (`d!`,
/// `d+`, …), as written but without a '/' at the end. Replaces %t and the like by the directories
/// of the system manager. Empty if there are none.
std::vector<std::string> tmpfiles_directories(std::string_view text);

}  // namespace pkgmap
