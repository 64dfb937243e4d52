// Finds the substitute checks that monit's control file has, while the list of them in the state
// directory does not name them: somebody has removed the state directory. Pure.
#pragma once

#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/substitute.hpp"

namespace pkgmap::rules {

/// Returns the substitute checks in the files that this program has written, those of `listed` left
/// out. Empty if there are none, or if `parsed` has no such file. What only the list knows is taken
/// to be what loses no alarm: `check` was monitored, and had no dependents. `check` is a check of
/// the same path, one after which the substitute check can have been named if there is such a one;
/// empty if no check has that path. `since` is 0, and `session` is empty.
std::vector<SubstituteCheck> unlisted_substitutes(const monitrc::Parsed& parsed,
                                                  const std::vector<SubstituteCheck>& listed);

}  // namespace pkgmap::rules
