// `resume` for several monits. A transaction has one session for each monit whose checks belong to
// its packages, but a hook knows the id of only one of them. The first monit is the monit that a
// command without --monitrc is about; every other monit of the host is a further monit. For one
// thread.
#pragma once

#include <string>
#include <vector>

#include "cli/monits/together.hpp"
#include "engine/facts/host_monits.hpp"

namespace pkgmap::cli {

/// Runs `resume` for every monit that has a session to resume, prints the answers on `screen`, and
/// returns the exit status of the program (status_of_all()). Starts a child process (children.hpp)
/// with `words` for each further monit of `monits` that has a session to resume. Calls `command`
/// for the first monit, also if it has no such session, unless --session or --pid means sessions of
/// further monits alone. So `command` reports an id that no monit has. `words` are the arguments of
/// main() without the name of the program; `options` are the same, parsed.
///
/// With --session, the sessions to resume are the session with this id and, of each other monit,
/// the session with the same id, or a session of the same package manager (the same process) that
/// is suspending or suspended. With --pid, they are the sessions of this package manager; with
/// neither option, all.
///
/// If --except names a check that sessions of two monits have, and a further monit has a session to
/// resume, prints an Error (ErrorCode::usage), resumes no check, and returns the exit status of
/// this Error.
int resume_for_all(Options options, const HostMonits& monits, const std::vector<std::string>& words,
                   Screen& screen, const Command& command);

}  // namespace pkgmap::cli
