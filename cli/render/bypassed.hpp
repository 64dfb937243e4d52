// What `status` and `recover` print about packages that changed without an announcement by a hook,
// as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "engine/session/acts/bypassed.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns several lines: how many packages changed, then the first five with their times, then the
/// checks that belong to the packages. `hooks_off` says that the file kDisabledFile switches the
/// hooks off; the text then names this reason. Empty if there are no packages.
std::string bypassed_text(const Bypassed& bypassed, bool hooks_off);
/// Returns the same as one clause, which monit shows as the output of its check; empty if there are
/// no packages.
std::string bypassed_clause(const Bypassed& bypassed, bool hooks_off);
/// Returns an object with the packages and their checks; both arrays may be empty.
Json bypassed_json(const Bypassed& bypassed);

}  // namespace pkgmap::cli
