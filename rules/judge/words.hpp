// The reason of a verdict in words for people. Pure.
//
// Only rules/judge includes this file.
#pragma once

#include <string>

#include "rules/judge/judge.hpp"

namespace pkgmap::rules {

/// Returns a clause about a file that has drifted: "/opt/x is gone". The caller calls the function
/// only if FileVerdict::drift is true. `shipped` is what shipped_by() (packaged.hpp) returned for
/// `facts`.
std::string reason_of(const FileFacts& facts, const FileVerdict& verdict, const Shipped& shipped);

}  // namespace pkgmap::rules
