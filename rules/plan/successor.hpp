// Whether a check still has packages after all packages are gone that it was suspended for.
//
// A renamed service looks as if it were still there: its successor may make the same directory.
// Pure; never fails.
#pragma once

#include <vector>

#include "rules/facts.hpp"
#include "rules/strength.hpp"

namespace pkgmap::rules {

/// Returns whether evidence ties the check to one of the installed packages `owners` about as
/// surely as to the packages that are gone. `before` is the strength of that evidence; strong
/// evidence may stand for exact evidence. False for a process check if nothing defines the unit
/// any more that its start program starts. `check` has the facts of now.
bool has_successor(const CheckFacts& check, const std::vector<PackageFacts>& owners,
                   Strength before);

}  // namespace pkgmap::rules
