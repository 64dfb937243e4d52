// Whether the administrator has switched the hooks off.
#pragma once

#include <string>

namespace pkgmap::cli {

inline constexpr const char* kDisabledFile = "/etc/monit-pkgmap/disabled";

/// True if the environment has MONIT_PKGMAP=off, or if the file exists.
bool switched_off(const std::string& file = kDisabledFile);

}  // namespace pkgmap::cli
