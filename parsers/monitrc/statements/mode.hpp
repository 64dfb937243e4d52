// Reads the mode of a file as monit reads it. The contract of parser.hpp holds.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads an octal number from 0 to 7777 into `into`, as written; reports any other number, and
/// keeps only its lowest 32 bits. Returns false, after reporting an error, if the next token is no
/// number.
bool read_mode(Parser& parser, std::string& into);

}  // namespace pkgmap::monitrc
