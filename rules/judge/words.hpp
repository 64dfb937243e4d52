// What a verdict is called, and why it is one, for people.
//
// Private to the judge.
#pragma once

#include <string>

#include "rules/judge/judge.hpp"

namespace pkgmap::rules {

/// A clause about a file with which something is wrong: "/opt/x is gone".
std::string reason_of(const FileFacts& facts, const FileVerdict& verdict, const Shipped& shipped);

}  // namespace pkgmap::rules
