// The fuzz targets for what package managers tell the hooks. Each throws std::logic_error if a
// promise is broken.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads a frame of libzypp: its transaction is one that monit-pkgmap accepts.
void zypp_frame(std::string_view text);

/// Reads the packages that dnf 5 names to an action, as JSON: the same.
void dnf5_packages(std::string_view text);

}  // namespace pkgmap::fuzz
