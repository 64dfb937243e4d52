// Says whether a command of a check asks the monit with a given control file, or another monit of
// the host. For the monit with /etc/monitrc, `monit -c /opt/own/monitrc restart X` asks another
// monit, and so is not about its own check X.
//
// Resolves names of files, and reads no file; the answer holds for the moment of the call. For one
// thread. Private to engine/facts.
#pragma once

#include <string>

#include "engine/system/files/path_resolver.hpp"

namespace pkgmap {

/// Returns false only if the command surely asks another monit than that with the control file
/// `control_file`, an absolute path inside the root of `paths`. Returns true if `control_file` is
/// empty (not known). `named` is the word behind the option `-c` of the command. A relative `named`
/// fits if `control_file` ends with it, or if it leads to `control_file` from the directory "/". A
/// `named` that a shell would expand fits. An empty `named` stands for a command without `-c`:
/// monit then reads the first of the files first_control_files() that exists. The function returns
/// true if none of these files exists.
bool may_ask_monit_of(const std::string& control_file, const std::string& named,
                      PathResolver& paths);

}  // namespace pkgmap
