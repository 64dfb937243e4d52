// What a SysV init script says of itself: chkconfig and LSB headers, and literal assignments.
//
// The script is read and never executed, so a value that a shell would expand is left out. A pure
// function; what the script does not say is empty.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

struct SysvScript {
  std::vector<std::string> provides;  ///< `# Provides:` of the LSB header.
  std::vector<std::string> pidfiles;  ///< `# pidfile:` of chkconfig; PIDFILE=/…
  std::vector<std::string> programs;  ///< `# processname:` with a path; DAEMON=/…, exec=/…, prog=/…
};

SysvScript read_sysv_script(std::string_view text);

}  // namespace pkgmap
