// Packages that changed without a hook, as `status` and `recover` show them
// (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "engine/session/acts/bypassed.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Several lines: how many packages, then each with its time, then the checks. `hooks_off`: the
/// file kDisabledFile switches the hooks off. Empty if there are no packages.
std::string bypassed_text(const Bypassed& bypassed, bool hooks_off);
/// The same in one clause, for monit; empty if there are no packages.
std::string bypassed_clause(const Bypassed& bypassed, bool hooks_off);
Json bypassed_json(const Bypassed& bypassed);

}  // namespace pkgmap::cli
