// Picks substitute checks (rules/substitute.hpp) from a list. Pure functions; any thread.
#pragma once

#include <string>
#include <vector>

#include "rules/substitute.hpp"

namespace pkgmap {

/// Returns the substitute check in the list for this check and path, or null if there is none. The
/// pointer is valid as long as the list.
const rules::SubstituteCheck* substitute_for(const std::vector<rules::SubstituteCheck>& substitutes,
                                             const std::string& check, const std::string& path);

/// Returns the substitute checks of the control file with this path. If `others` is not null,
/// appends the rest, which belong to other monits, to it.
std::vector<rules::SubstituteCheck> substitutes_of(
    const std::string& control_file, const std::vector<rules::SubstituteCheck>& all,
    std::vector<rules::SubstituteCheck>* others = nullptr);

}  // namespace pkgmap
