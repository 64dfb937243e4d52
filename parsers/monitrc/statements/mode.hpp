// Reads the mode of a file as monit reads it. The contract of parser.hpp holds.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads an octal number from 0 to 7777 into `into`, as written. Any other number is reported, and
/// `into` gets its digits, those of its lowest 32 bits if there are more than nine. Returns false,
/// after reporting an error and without a change of `into`, if the next token is no number.
bool read_mode(Parser& parser, std::string& into);

}  // namespace pkgmap::monitrc
