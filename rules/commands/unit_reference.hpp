// Which units or init scripts a command starts: `systemctl start mysql`, `service mysql start`,
// `/etc/init.d/mysql start`.
//
// Pure: reads only the argument vector, whose wrappers run_command.hpp has taken off. Does not ask
// whether such a unit exists.
#pragma once

#include <string>
#include <vector>

namespace pkgmap::rules {

struct UnitReference {
  std::string name;  ///< As in the command: "mysql", "mysql.service", "/etc/init.d/mysql".
  bool init_script =
      /// True if `name` is a path below an init.d directory. systemd prefers a unit of this name.
      false;
};

/// Returns the units that the command starts, stops, restarts or reloads. Empty if it does this
/// with no unit, or if it speaks to another host or root, or to the manager of a user (`--user`).
std::vector<UnitReference> unit_references(const std::vector<std::string>& argv);

/// Returns the names of units to look for, best first: "mysql" and "/etc/init.d/mysql" give
/// "mysql.service"; "tunnel@a.service" also gives the template "tunnel@.service".
std::vector<std::string> unit_names(const std::string& name);

}  // namespace pkgmap::rules
