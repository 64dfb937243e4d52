// Which checks of monit a command acts on: `monit restart mysqld`, `monit -g db stop`.
//
// Pure: reads only the argument vector, whose wrappers run_command.hpp has taken off. Does not ask
// whether there is such a check, nor which monit answers the command.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pkgmap::rules {

/// What a command of monit names; empty members name nothing.
struct MonitReference {
  std::string check;           ///< "mysqld"
  std::string group;           ///< Of `-g GROUP`: only checks of this group.
  bool all = false;            ///< "all": every check, or every check of the group.
  std::string control_file{};  ///< Of `-c FILE`, as written: the monit that is asked.
};

/// Returns nullopt if the command is none of monit, or acts on no check: it only asks, or it is
/// about monit itself.
std::optional<MonitReference> monit_reference(const std::vector<std::string>& argv);

}  // namespace pkgmap::rules
