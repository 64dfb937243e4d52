// One action of dnf 5: a process that a line of its actions files starts.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/plain_mode.hpp"
#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::dnf5 {

/// What tests set to other values.
struct ActionPlaces {
  std::string disabled = cli::kDisabledFile;  ///< This file switches the hook off.
  std::string spool = kSpoolDirectory;
  hook::Bounds bounds{};
};

/// Runs the action `words`: PROGRAM KIND [WORD...]; PROGRAM is the path of monit-pkgmap. Talks to
/// dnf 5 through standard input and output, to people through standard error. Never fails: it
/// reports an error, and the transaction goes on. Only the policy may end the transaction.
void act(const std::vector<std::string>& words, const ActionPlaces& places = {});

}  // namespace pkgmap::dnf5
