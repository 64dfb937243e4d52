// Reads what a SysV init script says about itself: chkconfig and LSB headers, and assignments of
// literal values.
//
// The function does not execute the script, so the result lacks a value that only a shell could
// expand. A pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Each list is in the order of the script, and empty if the script does not have the values. Paths
/// are absolute.
struct SysvScript {
  std::vector<std::string> provides;  ///< Names in `# Provides:` of the LSB header.
  std::vector<std::string> pidfiles;  ///< `# pidfile:` of chkconfig; PIDFILE=/…
  /// `# processname:` with a path; DAEMON=/…, exec=/…, prog=/… and similar names.
  std::vector<std::string> programs;
};

/// Reads the whole text of an init script. Never fails.
SysvScript read_sysv_script(std::string_view text);

}  // namespace pkgmap
