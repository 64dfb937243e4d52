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
  std::string name;  ///< As in the command: "mysql", "mysql.service", "tunnel@a".
  bool init_script =
      /// The command names a path below an init.d directory. systemd prefers a unit of this name.
      false;
};

/// Returns an empty list if the command starts no unit, or speaks to another host or to the manager
/// of a user (`--user`).
std::vector<UnitReference> unit_references(const std::vector<std::string>& argv);

/// Returns the names to look for, best first: "mysql" gives "mysql.service"; "tunnel@a.service"
/// gives also the template "tunnel@.service".
std::vector<std::string> unit_names(const std::string& name);

}  // namespace pkgmap::rules
