// Checks that a pattern is a POSIX extended regular expression: monit refuses a control file with a
// malformed pattern.
//
// The C library decides, as in monit. A pattern that the library could compile only at a high cost
// counts as right (PosixPattern).
#pragma once

#include <string>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reports an error at `span` if `pattern` is malformed. Keeps right patterns in Parser::patterns,
/// and asks the C library only once about each.
void judge_pattern(Parser& parser, Span span, const std::string& pattern);

}  // namespace pkgmap::monitrc
