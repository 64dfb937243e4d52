// Where the helper programs of this program lie.
#pragma once

#include <string>

namespace pkgmap {

/// "/usr/libexec/monit-pkgmap"; always an absolute path. Found from the place of the running
/// program, so that it works wherever the program is installed, and in the build directory; without
/// /proc the place where it was to be installed.
std::string libexec_directory();

}  // namespace pkgmap
