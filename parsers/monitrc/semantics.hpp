// What monit decides once it has read everything: which tests count, whether
// names are unique, what depends on what, and the system check of its own.
#pragma once

#include <vector>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Completes Parser::file; complains about what would stop monit.
void complete(Parser& parser);

}  // namespace pkgmap::monitrc
