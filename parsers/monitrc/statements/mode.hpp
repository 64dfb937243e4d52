// Modes of files, as monit takes them.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// An octal number from 0 to 7777. `mode` is the next token.
bool read_mode(Parser& parser, const Token& mode);

}  // namespace pkgmap::monitrc
