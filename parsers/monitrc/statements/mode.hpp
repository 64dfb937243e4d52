// Reads the mode of a file as monit reads it. The contract of parser.hpp holds.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads a number into `into`, with the digits as written, and returns true. Of a number with more
/// than nine digits, without leading zeros, monit keeps the lowest 32 bits as a signed number;
/// `into` then gets the decimal digits of that number. Also returns true, but reports an error, if
/// the digits in `into` are no octal number from 0 to 7777. If the next token is no number, reports
/// an error, leaves `into` unchanged and returns false.
bool read_mode(Parser& parser, std::string& into);

}  // namespace pkgmap::monitrc
