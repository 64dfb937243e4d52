// Whether the administrator leaves the hooks out.
#pragma once

#include <string>

namespace pkgmap::cli {

inline constexpr const char* kDisabledFile = "/etc/monit-pkgmap/disabled";

/// By MONIT_PKGMAP=off in the environment, or by this file.
bool switched_off(const std::string& file = kDisabledFile);

}  // namespace pkgmap::cli
