// What stands between the braces of a mail format: not of monit's language, but not free either.
#pragma once

#include "parsers/monitrc/model/settings.hpp"
#include "parsers/monitrc/words/report.hpp"
#include "parsers/monitrc/words/token.hpp"

namespace pkgmap::monitrc {

/// `block` ends with the '}'. Complains about what monit would; parts that are not there are left
/// as they are.
void take_mail_format(Report& report, const Token& block, MailFormat& into);

}  // namespace pkgmap::monitrc
