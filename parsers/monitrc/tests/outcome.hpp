// Reads the second half of a test: how often the condition must hold, and the actions.
#pragma once

#include "parsers/monitrc/tests/subject.hpp"

namespace pkgmap::monitrc {

/// Reads from the token after the subject on; otherwise the contract of parser.hpp holds.
bool read_outcome(Parser& parser, TestInProgress& now);

}  // namespace pkgmap::monitrc
