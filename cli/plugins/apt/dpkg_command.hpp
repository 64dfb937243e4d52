// Finds out from the command line of a dpkg that a person started (dpkg(1)) which packages this
// dpkg will change. dpkg itself does not tell its hooks any package. For one thread.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/apt/changes.hpp"
#include "cli/plugins/apt/dpkg_options.hpp"

namespace pkgmap::apt {

/// The command line of dpkg.
struct DpkgCommand {
  /// The long name: "--install", "--unpack", "--configure", "--triggers-only", "--remove" or
  /// "--purge"; empty for any other action.
  std::string action;
  bool pending = false;               ///< `-a`: the action is for all packages that wait for it.
  bool recursive = false;             ///< `-R`: the operands are directories.
  bool elsewhere = false;             ///< What leads_elsewhere() says (dpkg_options.hpp).
  std::vector<std::string> operands;  ///< The words after the options, as typed.

  bool operator==(const DpkgCommand&) const = default;
};

/// Reads the arguments of dpkg; `argv[0]` is the program. `variables` are those of dpkg, or those
/// that dpkg has set for its hooks, which say the same. Of several actions the last one counts.
/// Pure.
DpkgCommand read_dpkg_command(const std::vector<std::string>& argv, const DpkgVariables& variables);

/// Returns the changes that `command` makes to the packages that its operands name. Does not look
/// at `pending` and `elsewhere`. What an operand is depends on the action:
/// - --install, --unpack: a .deb file. The change is an "upgrade" with the absolute path in
///   Change::deb and an empty name.
/// - The same with `-R`: a directory, in which the function searches .deb files, 16 levels deep and
///   20,000 files at most. It skips what it cannot read.
/// - --remove, --purge: the name of a package. The change is a "remove".
/// - --configure, --triggers-only: the name of a package. The change is a "reinstall".
/// - Any other action: the function returns an empty list.
///
/// `directory` is the working directory of dpkg, an absolute path: relative operands start there.
std::vector<Change> changes_of(const DpkgCommand& command, const std::string& directory);

}  // namespace pkgmap::apt
