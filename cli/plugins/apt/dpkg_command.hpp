// What a dpkg that somebody typed will do, from its own arguments (dpkg(1)): dpkg tells its hooks
// no packages.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/apt/changes.hpp"

namespace pkgmap::apt {

struct DpkgCommand {
  std::string action;  ///< "--install", "--unpack", "--configure", "--remove", …; empty if unknown.
  bool pending = false;    ///< All packages that wait for this action (`-a`).
  bool recursive = false;  ///< The operands are directories (`-R`).
  bool elsewhere = false;  ///< Another root, or only shows what it would do.
  std::vector<std::string> operands;

  bool operator==(const DpkgCommand&) const = default;
};

/// Reads the arguments of dpkg, argv[0] first. The last action counts. Pure.
DpkgCommand read_dpkg_command(const std::vector<std::string>& argv);

/// Returns what the command does to the packages that it names. A file is an upgrade without a
/// name. Relative names are below `directory`, an absolute path; of the directories of a recursive
/// command, reads the names of files. Empty for a command whose operands are no packages.
std::vector<Change> changes_of(const DpkgCommand& command, const std::string& directory);

}  // namespace pkgmap::apt
