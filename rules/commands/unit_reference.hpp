// Finds the units, init scripts and supervised services that a command starts, stops or asks about:
// `systemctl start mysql`, `service mysql status`, `/etc/init.d/mysql start`, `journalctl -u
// mysql`, `initctl start mysql`, `supervisorctl restart mysql`, `sv up mysql`, `s6-svc -u
// /run/service/mysql`.
//
// Pure: reads only `argv`, a command as commands_run() (run_command.hpp) returns it: without
// wrappers. Does not ask whether such a unit exists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// The service manager that starts what a reference names.
enum class Starter : std::uint8_t {
  init,         ///< systemd, upstart, or an init script.
  supervisord,  ///< The name is that of a program in supervisord's configuration.
  /// runit, s6 or daemontools: the name is the name or the path of a directory with a program
  /// `run`.
  service_directory,
};

/// A unit that a command names.
struct UnitReference {
  /// The word of the command: "mysql", "mysql.service", "/etc/init.d/mysql". Empty for supervisord
  /// if the command is about all its programs, or all programs of a group.
  std::string name;
  /// True if `name` is a path below an init.d directory. systemd prefers a unit of the same name.
  bool init_script = false;
  bool asks = false;  ///< True if the command only asks about the unit: `systemctl is-active`.
  Starter starter = Starter::init;
  /// True if `name` perhaps names no unit. The caller counts the reference only if a unit of this
  /// name exists.
  bool guessed = false;
  /// True if `starter` is Starter::init and the command starts the unit if the unit does not run:
  /// `systemctl restart`, but not `systemctl stop` or `systemctl try-restart`.
  bool starts = false;
};

/// Returns the units that the command starts, stops, restarts, reloads or asks about, in the order
/// of its words. Empty if the command names no unit, or if it is about another host, another root
/// or the service manager of a user (`--user`).
std::vector<UnitReference> unit_references(const std::vector<std::string>& argv);

/// Returns whether the word is a verb of systemctl, service or an init script that starts, stops or
/// reloads a service: "start", "reload", "try-restart". For callers that read commands themselves.
bool is_control_verb(std::string_view word);

/// Returns the unit names that UnitReference::name can stand for if its starter is Starter::init,
/// the best first: "mysql" and "/etc/init.d/mysql" give "mysql.service"; "tunnel@a.service" also
/// gives the template "tunnel@.service".
std::vector<std::string> unit_names(const std::string& name);

}  // namespace pkgmap::rules
