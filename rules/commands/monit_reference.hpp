// Finds the checks on which a command of monit acts: `monit restart mysqld`, `monit -g db stop`.
//
// Pure: reads only `argv`, a command as commands_run() (run_command.hpp) returns it: without
// wrappers. Does not ask whether the check or the monit exists. Ignores the case of monit's verbs,
// as monit does.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pkgmap::rules {

/// What a command of monit names. A member is empty if the command does not have it.
struct MonitReference {
  std::string check;  ///< "mysqld"; empty if `all` is true or `group` is set.
  std::string group;  ///< GROUP of `-g GROUP`: the command acts on every check of this group.
  /// True for the word "all", and always if `group` is set.
  bool all = false;
  /// FILE of `-c FILE`, as written. The monit with this control file gets the request.
  std::string control_file;
};

/// Returns on which checks the command acts. Returns nullopt if the command does not run monit,
/// only asks monit, is about monit itself, or has no name of a check or a variable in the name.
std::optional<MonitReference> monit_reference(const std::vector<std::string>& argv);

}  // namespace pkgmap::rules
