// Runs one action of dnf 5: a process that dnf 5 starts because a line of an actions file says so.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/plain_mode.hpp"
#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::dnf5 {

/// Paths and bounds of an action; only tests use other values.
struct ActionPlaces {
  std::string disabled = cli::kDisabledFile;  ///< The file that switches the hook off, see act().
  std::string spool = hook::kSpoolDirectory;  ///< Absolute path; see plain_mode.hpp.
  hook::Bounds bounds{};                      ///< How long one action may delay dnf 5.
};

/// Runs one action. `words` are PROGRAM KIND [WORD...], without argv[0]: PROGRAM is the path of
/// monit-pkgmap; KIND is `json-before` or `json-after` (json_mode.hpp), or `plain-begin`,
/// `plain-package`, `plain-before` or `plain-after`, with the WORDs that plain_mode.hpp says.
///
/// An action has no effect if the hook is switched off (switched_off(places.disabled)) or PROGRAM
/// is not executable. An action whose KIND ends in "-after" runs all the same, so that suspended
/// checks come back.
///
/// Talks to dnf 5 through standard input and output, to people through standard error. Takes over
/// the process: ignores SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGPIPE, closes all descriptors but 0
/// to 2, and changes the working directory to `/`. Never throws: an error becomes a line on
/// standard error, and the transaction goes on. If the policy ends the transaction, the action
/// sends dnf 5 the request to stop.
void act(const std::vector<std::string>& words, const ActionPlaces& places = {});

}  // namespace pkgmap::dnf5
