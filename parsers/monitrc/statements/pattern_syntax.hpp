// Whether a pattern is a POSIX extended regular expression: monit refuses a control file with a
// malformed one.
//
// The C library judges, as in monit. A pattern that would cost the library too much counts as
// right; see PosixPattern.
#pragma once

#include <string>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reports a malformed pattern at `span`. Asks the library once for a pattern that many checks
/// have.
void judge_pattern(Parser& parser, Span span, const std::string& pattern);

}  // namespace pkgmap::monitrc
