// The mode of a file, as monit reads it.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads an octal number from 0 to 7777, and reports any other number. `mode` must be the next
/// token. Returns false, after reporting an error, if `mode` is no number.
bool read_mode(Parser& parser, const Token& mode);

}  // namespace pkgmap::monitrc
