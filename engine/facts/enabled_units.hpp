// Lists the daemons that a host starts by itself: enabled units (systemctl(1)), and init scripts of
// a multi-user runlevel for which there is no unit of their name. Also says of one service whether
// systemd starts the service.
//
// Reads only files below `root`, and skips what cannot be read. For the list, a unit counts as
// enabled if an entry of a `.wants`, `.requires` or `.upholds` directory in /etc/systemd/system has
// its name, or if a link in /etc/systemd/system leads to it by another name (an alias). A socket,
// timer or path unit counts if the service that it starts is a daemon; a socket with a true Accept=
// counts in any case. A service with Type=oneshot is no daemon. A masked unit does not count, nor
// does a masked entry. Any thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct EnabledUnit {
  std::string name;      ///< "mysqld.service", "sshd.socket", "/etc/init.d/mysql"
  std::string fragment;  ///< Resolved path, as in `paths`, of the file that defines the unit.
  /// Resolved paths, as seen from inside `root`: the file of the unit; the path of a packaged unit
  /// with this name, which may be missing; and the programs that the unit itself runs (not those of
  /// the service that a socket, timer or path unit starts). For an init script: the script alone.
  /// The first of these paths that a package owns decides to which package the unit belongs.
  std::vector<std::string> paths;
};

/// Returns the units sorted by name, each once; may be empty. `root` is an absolute path.
std::vector<EnabledUnit> enabled_units(const std::string& root);

/// Returns whether systemd starts the service `name` together with another unit, as at boot: an
/// entry of a `.wants`, `.requires` or `.upholds` directory has this name, in /etc/systemd/system
/// or in a directory of packages, and the service has a command (ExecStart=). False if the service
/// or the entry is masked, or if the service does not exist. `root` is an absolute path.
bool is_enabled(const std::string& root, const std::string& name);

}  // namespace pkgmap
