// Picks substitute checks from a list, as a session needs them. Pure functions; see
// rules/substitute.hpp.
#pragma once

#include <string>
#include <vector>

#include "rules/substitute.hpp"

namespace pkgmap {

/// The substitute check for this check and path; null if there is none. It lives as long as the
/// list.
const rules::SubstituteCheck* substitute_for(const std::vector<rules::SubstituteCheck>& substitutes,
                                             const std::string& check, const std::string& path);

/// The substitute checks of one control file. `others` gets the rest, which belong to another
/// monit.
std::vector<rules::SubstituteCheck> substitutes_of(
    const std::string& control_file, const std::vector<rules::SubstituteCheck>& all,
    std::vector<rules::SubstituteCheck>* others = nullptr);

}  // namespace pkgmap
