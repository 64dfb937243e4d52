// The fuzz targets for what the confined programs read of a .rpm file. Each throws std::logic_error
// if a promise is broken.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads the header of a package file: refused with a reason, or a package with a name and paths.
void rpm_header(std::string_view bytes);

/// Reads the payload of a package file: refused with a reason, or entries with absolute paths.
void rpm_payload(std::string_view bytes);

}  // namespace pkgmap::fuzz
