// Says whether the administrator has switched the hooks off. Any thread.
#pragma once

#include <string>

namespace pkgmap::cli {

/// The file that switches the hooks off by its existence; its content does not count.
inline constexpr const char* kDisabledFile = "/etc/monit-pkgmap/disabled";

/// Returns true if the environment has MONIT_PKGMAP=off, or if `file` exists.
bool switched_off(const std::string& file = kDisabledFile);

/// Returns true if `file` exists, whatever the environment says.
bool switched_off_by_file(const std::string& file = kDisabledFile);

}  // namespace pkgmap::cli
