// Which checks of monit a command acts on: `monit restart mysqld`, `monit -g db stop`.
//
// Pure: reads only the argument vector, whose wrappers run_command.hpp has taken off. Does not ask
// whether there is such a check, nor whether there is such a monit. monit ignores the case of its
// verbs.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pkgmap::rules {

/// What a command of monit names; empty members name nothing.
struct MonitReference {
  std::string check;         ///< "mysqld"; empty with a group.
  std::string group;         ///< Of `-g GROUP`: every check of this group.
  bool all = false;          ///< "all": every check, or every check of the group.
  std::string control_file;  ///< Of `-c FILE`, as written: that of the monit which is asked.
};

/// Returns nullopt if the command is none of monit, or acts on no check: it only asks, or it is
/// about monit itself.
std::optional<MonitReference> monit_reference(const std::vector<std::string>& argv);

}  // namespace pkgmap::rules
