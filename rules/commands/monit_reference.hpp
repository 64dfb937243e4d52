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
  std::string check;         ///< "mysqld"; empty with a group.
  std::string group;         ///< Of `-g GROUP`: every check of this group.
  bool all = false;          ///< "all": every check, or every check of the group.
  std::string control_file;  ///< FILE of `-c FILE`, as written: of the monit that gets the request.
};

/// Returns nullopt if the command does not run monit, or does not act on a check: because it only
/// asks, or because it is about monit itself.
std::optional<MonitReference> monit_reference(const std::vector<std::string>& argv);

}  // namespace pkgmap::rules
