// The mode of a file, as monit reads it.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads an octal number from 0 to 7777, and reports any other number. `into` becomes the number as
/// it is written, but without the bits above the lowest 32. Returns false, after reporting an
/// error, if the next token is no number.
bool read_mode(Parser& parser, std::string& into);

}  // namespace pkgmap::monitrc
