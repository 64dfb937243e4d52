// Reads the mode of a file as monit reads it. The contract of parser.hpp holds.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads a number into `into`, with the digits as written. A number with more than nine digits
/// (leading zeros do not count) becomes the decimal digits of its lowest 32 bits, read as a signed
/// number, as monit reads it. If the digits in `into` are then no octal number from 0 to 7777,
/// reports an error and returns true all the same. Returns false, after reporting an error and
/// without a change of `into`, if the next token is no number.
bool read_mode(Parser& parser, std::string& into);

}  // namespace pkgmap::monitrc
