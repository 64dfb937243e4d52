// One action of dnf 5: what a line of its actions files starts.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/plain_mode.hpp"
#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::dnf5 {

/// What tests want to be otherwise.
struct ActionPlaces {
  std::string disabled = cli::kDisabledFile;  ///< Switches the hook off.
  std::string spool = kSpoolDirectory;
  hook::Bounds bounds{};
};

/// Says `words`: PROGRAM KIND [WORD...], PROGRAM being the path of monit-pkgmap. Talks to dnf 5 on
/// standard input and output, to people on standard error. Whatever goes wrong is told, and the
/// transaction goes on; only the policy may end it.
void act(const std::vector<std::string>& words, const ActionPlaces& places = {});

}  // namespace pkgmap::dnf5
