// What is wrong with the `matching` pattern of a process check. Pure. Private to rules/audit.
#pragma once

#include <string>

#include "rules/facts.hpp"

namespace pkgmap::rules {

/// Returns one clause for people, or an empty string if the pattern matches a process or a unit, or
/// names a stopped unit, whose processes may have titles of their own.
/// `live` is false if the running processes were not read. For a check with a pattern.
std::string why_it_never_matches(const CheckFacts& check, bool live);

/// Returns one clause for people, or an empty string if the pattern is exact enough. For a check
/// with a pattern.
std::string why_it_is_risky(const CheckFacts& check);

}  // namespace pkgmap::rules
