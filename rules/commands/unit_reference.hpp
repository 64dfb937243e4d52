// Which units or init scripts a command starts, or asks about: `systemctl start mysql`,
// `service mysql status`, `/etc/init.d/mysql start`, `journalctl -u mysql`.
//
// Pure: reads only the argument vector, whose wrappers run_command.hpp has taken off. Does not ask
// whether such a unit exists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

struct UnitReference {
  std::string name;  ///< As in the command: "mysql", "mysql.service", "/etc/init.d/mysql".
  bool init_script =
      /// True if `name` is a path below an init.d directory. systemd prefers a unit of this name.
      false;
  bool asks = false;  ///< True if the command only asks about the unit: `systemctl is-active`.
};

/// Returns the units that the command starts, stops, restarts or reloads, or that it asks about.
/// Empty if it does this with no unit, or if it speaks to another host or root, or to the manager
/// of a user (`--user`).
std::vector<UnitReference> unit_references(const std::vector<std::string>& argv);

/// Returns whether the word makes a service do something: "start", "reload", "try-restart".
bool is_control_verb(std::string_view word);

/// Returns the names of units to look for, best first: "mysql" and "/etc/init.d/mysql" give
/// "mysql.service"; "tunnel@a.service" also gives the template "tunnel@.service".
std::vector<std::string> unit_names(const std::string& name);

}  // namespace pkgmap::rules
