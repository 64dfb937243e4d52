// Finds the helper programs of this program. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the directory of the helper programs, "/usr/libexec/monit-pkgmap"; always an absolute
/// path. Finds the directory from the place of the running program, so that the answer is right
/// wherever the program is installed, and in the build directory. Without /proc, returns the
/// directory for which the program was built.
std::string libexec_directory();

}  // namespace pkgmap
