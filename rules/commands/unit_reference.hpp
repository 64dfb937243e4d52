// Which units or init scripts a command starts: `systemctl start mysql`, `service mysql start`,
// `/etc/init.d/mysql start`. The wrappers around it are taken off before (run_command.hpp).
//
// Pure: reads the argument vector only; whether such a unit exists is another question.
#pragma once

#include <string>
#include <vector>

namespace pkgmap::rules {

struct UnitReference {
  std::string name;  ///< As in the command: "mysql", "mysql.service", "tunnel@a".
  bool init_script =
      false;  ///< Named as a path below an init.d directory; a unit of this name still wins.
};

/// Empty when the command is of another kind, or speaks to another manager (`--user`) or host.
std::vector<UnitReference> unit_references(const std::vector<std::string>& argv);

/// The unit names to look for, best first: "mysql" gives "mysql.service"; "tunnel@a.service" gives
/// also the template "tunnel@.service".
std::vector<std::string> unit_names(const std::string& name);

}  // namespace pkgmap::rules
