// The statements of a check in words like those of monit(1), for `config`. Pure.
//
// Every phrase is one printable line without credentials.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// "failed checksum md5", "cpu usage > 80%", "failed port 80 protocol http"
std::string condition_phrase(const monitrc::Test& test);
/// "for 5 cycles", "2 times within 3 cycles"; empty for one cycle.
std::string rate_phrase(int times, int cycles);
/// "then restart else alert", "then exec /bin/x repeat every 3 cycles"
std::string outcome_phrase(const monitrc::Test& test);

/// The arguments, in quotes if they contain blanks, with the user, group and timeout.
std::string command_phrase(const monitrc::Command& command);
/// "a@b.c not on { action } reminder 3"
std::string alert_phrase(const monitrc::Alert& alert);
/// "every 3 cycles"
std::string every_phrase(const monitrc::Every& every);
/// " with ssl { verify: enable }"; without the braces if no option is set.
std::string tls_phrase(const monitrc::TlsOptions& tls);
/// "30 s", "250 ms"
std::string time_phrase(int milliseconds);

}  // namespace pkgmap::cli
