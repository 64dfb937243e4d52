// Reads the text between the braces of `mail-format { … }`, which has a small grammar of its own.
// For one thread.
#pragma once

#include "parsers/monitrc/model/settings.hpp"
#include "parsers/monitrc/words/report.hpp"
#include "parsers/monitrc/words/token.hpp"

namespace pkgmap::monitrc {

/// Reads `block`, a token with the text and the '}' that ends it, into `into`. Reports what monit
/// would refuse. Leaves a member of `into` unchanged if the text does not set it.
void take_mail_format(Report& report, const Token& block, MailFormat& into);

}  // namespace pkgmap::monitrc
