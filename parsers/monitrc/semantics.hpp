// Does what monit does after it has read the whole control file: decides which tests count, whether
// names are unique and which check depends on which, and adds a system check. For one thread.
#pragma once

#include <vector>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Completes Parser::file, and reports to Parser::report the mistakes for which monit refuses the
/// control file. The caller calls complete() once, after read_control_file(), also if
/// read_control_file() has reported mistakes.
void complete(Parser& parser);

}  // namespace pkgmap::monitrc
