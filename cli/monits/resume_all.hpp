// `resume` for several monits: the session that a hook knows by its id is that of one monit, and
// the same transaction has a session for each monit whose checks it touches.
#pragma once

#include <string>
#include <vector>

#include "cli/monits/together.hpp"
#include "engine/facts/host_monits.hpp"

namespace pkgmap::cli {

/// Resumes what the options mean, for the first monit by `command`, and for the others by children.
/// Sessions belong together if they have the same id, or the same process as package manager. A
/// check that is to stay off (--except) must be that of one monit alone.
int resume_for_all(Options options, const HostMonits& monits, const std::vector<std::string>& words,
                   Screen& screen, const Command& command);

}  // namespace pkgmap::cli
