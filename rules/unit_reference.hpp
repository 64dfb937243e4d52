// Which unit or init script a command starts: `systemctl start mysql`, `service mysql start`,
// `/etc/init.d/mysql start`.
//
// Pure: reads the argument vector only; whether such a unit exists is another question.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pkgmap::rules {

struct UnitReference {
  std::string name;  ///< As in the command: "mysql", "mysql.service", "tunnel@a".
  bool init_script =
      false;  ///< Named as a path below an init.d directory; a unit of this name still wins.
};

/// Nothing when the command is of another kind.
std::optional<UnitReference> unit_reference(const std::vector<std::string>& argv);

/// The unit names to look for, best first: "mysql" gives "mysql.service"; "tunnel@a.service" gives
/// also the template "tunnel@.service".
std::vector<std::string> unit_names(const std::string& name);

}  // namespace pkgmap::rules
