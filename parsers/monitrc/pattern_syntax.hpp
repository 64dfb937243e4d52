// Is this a POSIX extended regular expression? monit refuses a control file with one that is not.
//
// Asks the C library, as monit does. What would cost it much memory or a deep stack is not asked
// about, and taken for right. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/report.hpp"

namespace pkgmap::monitrc {

/// "Unmatched [", …; empty when nothing is wrong.
std::string pattern_mistake(const std::string& pattern);

void judge_pattern(Report& report, Span span, const std::string& pattern);

}  // namespace pkgmap::monitrc
