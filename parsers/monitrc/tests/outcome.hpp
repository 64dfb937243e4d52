// Reads the second half of a test: how often the condition must be true, and the actions.
#pragma once

#include "parsers/monitrc/tests/subject.hpp"

namespace pkgmap::monitrc {

/// Reads the tokens behind the subject into `now`. Apart from this beginning, the contract of
/// parser.hpp holds.
bool read_outcome(Parser& parser, TestInProgress& now);

}  // namespace pkgmap::monitrc
