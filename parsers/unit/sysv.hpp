// What a SysV init script says of itself: chkconfig and LSB headers, and literal assignments.
//
// The function reads the script and never executes it, so the result lacks a value that a shell
// would expand. A pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Lists in the order of the script; empty if the script does not say it. Paths are absolute.
struct SysvScript {
  std::vector<std::string> provides;  ///< Names in `# Provides:` of the LSB header.
  std::vector<std::string> pidfiles;  ///< `# pidfile:` of chkconfig; PIDFILE=/…
  std::vector<std::string> programs;  ///< `# processname:` with a path; DAEMON=/…, exec=/…, prog=/…
};

/// Reads the whole text of an init script. Never fails.
SysvScript read_sysv_script(std::string_view text);

}  // namespace pkgmap
