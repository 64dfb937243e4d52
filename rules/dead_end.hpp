// A dead end: a check names a program, unit, account or pidfile that does not exist on the host.
// monit notices the dead end only when monit needs the missing program, unit, account or pidfile,
// for example to start the daemon.
//
// The types of this file are plain values; the engine fills them in (engine/facts/dead_ends.hpp,
// engine/facts/file_updates.hpp).
#pragma once

#include <cstddef>
#include <string>

#include "parsers/source/source_text.hpp"

namespace pkgmap::rules {

/// A program, unit, account or pidfile that a check names and that does not exist now.
struct DeadEnd {
  std::size_t check = 0;  ///< Index of the check in Facts::checks, from 0.
  std::string detail;     ///< For people: "start program runs /opt/x, which does not exist"
  Span span;              ///< The place of the statement that names the missing thing.
};

/// A program, unit, account or pidfile that a check names, that exists now, and that the
/// transaction will remove. The engine has a list of these objects for each check.
struct ComingDeadEnd {
  /// For people: "start program runs x.service, which goes away with x-1-1.noarch"
  std::string detail;
  /// True if the removal is certain. False if a scriptlet, or a package whose files are unknown,
  /// may provide the program, unit, account or pidfile again.
  bool certain = false;
};

}  // namespace pkgmap::rules
