// Whether a pattern is a POSIX extended regular expression: monit refuses a control file with a
// malformed one.
//
// The C library judges, as in monit. A pattern that would cost the library too much counts as
// right; see PosixPattern.
#pragma once

#include <string>

#include "parsers/monitrc/words/report.hpp"

namespace pkgmap::monitrc {

/// Reports a malformed pattern at `span`.
void judge_pattern(Report& report, Span span, const std::string& pattern);

}  // namespace pkgmap::monitrc
