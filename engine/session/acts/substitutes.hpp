// The substitute checks, as a session needs them. Values; see
// rules/substitute.hpp.
#pragma once

#include <string>
#include <vector>

#include "rules/substitute.hpp"

namespace pkgmap {

/// The alarm about the file of this check; null when there is none.
const rules::SubstituteCheck* substitute_for(const std::vector<rules::SubstituteCheck>& substitutes,
                                             const std::string& check, const std::string& path);

/// Those of one control file; `others`: the rest, which belong to another monit.
std::vector<rules::SubstituteCheck> substitutes_of(
    const std::string& control_file, const std::vector<rules::SubstituteCheck>& all,
    std::vector<rules::SubstituteCheck>* others = nullptr);

}  // namespace pkgmap
