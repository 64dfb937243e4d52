// The daemons that a host starts by itself: units that are enabled (systemctl(1)), and init scripts
// of a multi-user runlevel that no unit stands for. Read from the files alone, below any root.
//
// What an administrator, a preset or a scriptlet has enabled: links in `.wants`, `.requires` and
// `.upholds` below /etc/systemd/system, and aliases there. A socket, timer or path counts by what
// it starts. What runs once and ends (Type=oneshot) is no daemon; a masked unit is not started.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct EnabledUnit {
  std::string name;      ///< "mysqld.service", "sshd.socket", "/etc/init.d/mysql"
  std::string fragment;  ///< The file that defines it, resolved.
  /// Whoever owns one of these owns the unit, the first first: its file, the packaged unit that it
  /// hides, what it runs. Resolved.
  std::vector<std::string> paths;
};

/// Sorted by name, each once.
std::vector<EnabledUnit> enabled_units(const std::string& root);

}  // namespace pkgmap
