// What `status` and `recover` print about packages that changed without an announcement by a hook,
// as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "engine/session/acts/bypassed.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns several lines: how many packages changed, then the first five with their times and the
/// number of the rest, then the checks that belong to the packages. If `hooks_off` is true, the
/// text says that the file kDisabledFile (cli/switched_off.hpp) switches the hooks off. Empty if
/// there are no packages.
std::string bypassed_text(const Bypassed& bypassed, bool hooks_off);
/// Returns one clause without a newline: how many packages changed, some of them, and their checks.
/// monit shows the clause as the output of the check that runs `recover --if-stale`. Empty if there
/// are no packages.
std::string bypassed_clause(const Bypassed& bypassed, bool hooks_off);
/// Returns an object with the packages and their checks; both arrays may be empty.
Json bypassed_json(const Bypassed& bypassed);

}  // namespace pkgmap::cli
