// Finds out from the command line of a dpkg that a person started (dpkg(1)) which packages this
// dpkg will change. dpkg itself does not tell its hooks any package. For one thread.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/apt/changes.hpp"

namespace pkgmap::apt {

/// The command line of dpkg.
struct DpkgCommand {
  std::string action;  ///< "--install", "--unpack", "--configure", "--remove", …; empty if unknown.
  bool pending = false;    ///< `-a`: the action is for all packages that wait for it.
  bool recursive = false;  ///< `-R`: the operands are directories.
  /// True if dpkg changes the system below another root, or only shows what it would do.
  bool elsewhere = false;
  std::vector<std::string> operands;  ///< The words after the options, as typed.

  bool operator==(const DpkgCommand&) const = default;
};

/// Reads the arguments of dpkg; `argv[0]` is the program. Of several actions the last one counts.
/// Pure.
DpkgCommand read_dpkg_command(const std::vector<std::string>& argv);

/// Returns the changes that `command` makes to the packages that its operands name. A .deb file
/// becomes an "upgrade" with its path in Change::deb and an empty name. `directory` is the working
/// directory of dpkg, an absolute path: relative operands start there. For `-R` the function
/// searches the directories for .deb files, 16 levels deep and 20,000 files at most, and skips what
/// it cannot read. Returns an empty list for an action whose operands are no packages. Ignores
/// `pending` and `elsewhere`.
std::vector<Change> changes_of(const DpkgCommand& command, const std::string& directory);

}  // namespace pkgmap::apt
