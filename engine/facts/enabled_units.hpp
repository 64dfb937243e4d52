// The daemons that a host starts by itself: enabled units (systemctl(1)), and init scripts of a
// multi-user runlevel without a unit of their name.
//
// Reads only files below `root`; skips what cannot be read. A unit is enabled by a link in a
// `.wants`, `.requires` or `.upholds` directory below /etc/systemd/system, or by an alias there. A
// socket, timer or path unit counts if it starts a daemon. Type=oneshot is no daemon; a masked unit
// is not started.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct EnabledUnit {
  std::string name;      ///< "mysqld.service", "sshd.socket", "/etc/init.d/mysql"
  std::string fragment;  ///< Resolved path of the file that defines the unit.
  /// Resolved paths: the file of the unit, the packaged unit that this file replaces, the programs
  /// that the unit runs. The first path that has an owner decides which package owns the unit.
  std::vector<std::string> paths;
};

/// Returns the units sorted by name, each once; may be empty. `root` is an absolute path.
std::vector<EnabledUnit> enabled_units(const std::string& root);

}  // namespace pkgmap
