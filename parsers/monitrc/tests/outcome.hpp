// The second half of a test: from its rate on.
#pragma once

#include "parsers/monitrc/tests/subject.hpp"

namespace pkgmap::monitrc {

/// False: complained.
bool read_outcome(Parser& parser, TestInProgress& now);

}  // namespace pkgmap::monitrc
