// Does what monit does after it has read the whole control file: decides which tests count, whether
// names are unique and which check depends on which, and adds a system check. For one thread.
#pragma once

#include <vector>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Completes Parser::file, and reports to Parser::report the mistakes for which monit refuses the
/// control file. The caller has called read_control_file() before, whether that reported mistakes
/// or not.
void complete(Parser& parser);

}  // namespace pkgmap::monitrc
