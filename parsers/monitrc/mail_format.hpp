// What stands between the braces of a mail format: not of monit's language, but not free either.
#pragma once

#include "parsers/monitrc/report.hpp"
#include "parsers/monitrc/token.hpp"

namespace pkgmap::monitrc {

/// `block` ends with the '}'. Complains about what monit would.
void judge_mail_format(Report& report, const Token& block);

}  // namespace pkgmap::monitrc
