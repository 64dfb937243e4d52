// Where the programs lie that this one runs.
#pragma once

#include <string>

namespace pkgmap {

/// "/usr/libexec/monit-pkgmap", found from this program's own place: an installation may be
/// anywhere, and the build is laid out alike.
std::string libexec_directory();

}  // namespace pkgmap
