// Where the helper programs of this program lie.
#pragma once

#include <string>

namespace pkgmap {

/// "/usr/libexec/monit-pkgmap". Found from the place of the running program, so that it works
/// wherever the program is installed, and in the build directory.
std::string libexec_directory();

}  // namespace pkgmap
