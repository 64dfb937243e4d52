// What monit decides when it has read the whole control file: which tests count, whether names are
// unique, which checks depend on which, and the system check that monit adds by itself.
#pragma once

#include <vector>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Completes Parser::file, and reports to Parser::report what makes monit refuse the control file.
/// The caller calls read_control_file() before.
void complete(Parser& parser);

}  // namespace pkgmap::monitrc
