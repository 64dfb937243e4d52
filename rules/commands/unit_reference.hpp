// Which units, init scripts or supervised services a command starts, or asks about: `systemctl
// start mysql`, `service mysql status`, `/etc/init.d/mysql start`, `journalctl -u mysql`, `initctl
// start mysql`, `supervisorctl restart mysql`, `sv up mysql`, `s6-svc -u /run/service/mysql`.
//
// Pure: reads only the argument vector, whose wrappers run_command.hpp has taken off. Does not ask
// whether such a unit exists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// Who starts what a reference names.
enum class Starter : std::uint8_t {
  init,         ///< systemd, upstart, or an init script.
  supervisord,  ///< The name is that of a program in its configuration.
  /// runit, s6 or daemontools: the name is that of a directory with a program `run`, or its path.
  service_directory,
};

struct UnitReference {
  /// As in the command: "mysql", "mysql.service", "/etc/init.d/mysql". Empty for supervisord if the
  /// command is about all its programs.
  std::string name;
  bool init_script =
      /// True if `name` is a path below an init.d directory. systemd prefers a unit of this name.
      false;
  bool asks = false;  ///< True if the command only asks about the unit: `systemctl is-active`.
  Starter starter = Starter::init;
  /// True if the command may be about something else: it is one only if there is such a unit.
  bool guessed = false;
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
