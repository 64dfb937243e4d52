// What monit decides when it has read the whole control file: which tests count, whether names are
// unique, which checks depend on which, and the system check that monit adds by itself.
#pragma once

#include <vector>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Completes Parser::file, and reports what makes monit refuse the control file. For a Parser whose
/// tokens have all been read; see read_control_file().
void complete(Parser& parser);

}  // namespace pkgmap::monitrc
