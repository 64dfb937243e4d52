// Says whether a command asks the monit with a given control file: `monit -c /opt/own/monitrc
// restart X` is about the check X of another monit than that of /etc/monitrc.
//
// Resolves names of files, and reads no file; the answer holds for the moment of the call. For one
// thread. Private to engine/facts.
#pragma once

#include <string>

#include "engine/system/files/path_resolver.hpp"

namespace pkgmap {

/// Returns whether a command may be about the monit with the control file `control_file`, a path;
/// false only if the command is surely about another monit. `named` is the file name that the
/// command has behind `-c`; empty if it has no such option, so that monit searches its control
/// file. Returns true if `control_file` is empty (not known).
bool may_ask_monit_of(const std::string& control_file, const std::string& named,
                      PathResolver& paths);

}  // namespace pkgmap
