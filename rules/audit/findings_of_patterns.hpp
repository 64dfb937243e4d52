// What is wrong with the `matching` pattern of a check. Private to the findings.
#pragma once

#include <string>

#include "rules/facts.hpp"

namespace pkgmap::rules {

/// `live`: running processes were looked at. Empty: it fits something.
std::string why_it_never_matches(const CheckFacts& check, bool live);

/// Empty: it is as exact as it need be.
std::string why_it_is_risky(const CheckFacts& check);

}  // namespace pkgmap::rules
