// Finds what is wrong with the `matching` pattern of a process check. The caller passes only a
// check with a pattern. Pure. Only rules/audit includes this file.
#pragma once

#include <string>

#include "rules/facts.hpp"

namespace pkgmap::rules {

/// Returns a clause for people that says why the pattern matches nothing. Returns an empty text if
/// the pattern matches a running process or a unit, or has the name of a stopped unit in it
/// (MatchFact::stopped): the processes of this unit may match once they run. `live` is false if the
/// engine has not read the running processes; the clause then is about units alone.
std::string why_it_never_matches(const CheckFacts& check, bool live);

/// Returns a clause for people that says which processes of other programs the pattern matches or
/// may match; an empty text if the pattern is exact enough.
std::string why_it_is_risky(const CheckFacts& check);

}  // namespace pkgmap::rules
