// Reads the second half of a test: how often the condition must be true, and the actions.
#pragma once

#include "parsers/monitrc/tests/subject.hpp"

namespace pkgmap::monitrc {

/// Reads the tokens behind the subject into `now`: the first token to read is the token behind the
/// subject. Returns false, after reporting an error, if it could not read on; `now` is then
/// incomplete.
bool read_outcome(Parser& parser, TestInProgress& now);

}  // namespace pkgmap::monitrc
