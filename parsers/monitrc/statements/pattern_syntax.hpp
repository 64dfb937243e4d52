// Is this a POSIX extended regular expression? monit refuses a control file with one that is not.
//
// Asks the C library, as monit does. What that would cost too much is not asked about, and taken
// for right; see PosixPattern.
#pragma once

#include <string>

#include "parsers/monitrc/words/report.hpp"

namespace pkgmap::monitrc {

void judge_pattern(Report& report, Span span, const std::string& pattern);

}  // namespace pkgmap::monitrc
