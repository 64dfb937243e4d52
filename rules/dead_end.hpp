// Dead ends: what a check names and nobody has, such as a program that does not exist. monit finds
// out only when it needs the thing, in an emergency.
//
// Values. The engine finds them (engine/facts/dead_ends.hpp, engine/facts/file_updates.hpp).
#pragma once

#include <cstddef>
#include <string>

#include "parsers/source/source_text.hpp"

namespace pkgmap::rules {

/// One thing that a check names and that is not there now.
struct DeadEnd {
  std::size_t check = 0;  ///< Number of the check in the control file.
  std::string detail;     ///< "start program runs /opt/x, which does not exist"
  Span span;              ///< Of the statement that names it.
};

/// One thing that a check names and that a transaction takes away.
struct ComingDeadEnd {
  std::string detail;    ///< "start program runs x.service, which goes away with x-1-1.noarch"
  bool certain = false;  ///< False if scriptlets or unknown packages may have another answer.
};

}  // namespace pkgmap::rules
