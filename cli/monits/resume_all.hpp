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
/// returns the exit status of the program (status_of_all()). `words` are the arguments of main()
/// without the name of the program; `options` are the same, parsed.
///
/// Starts a child process (children.hpp) with `words` for each further monit of `monits` that has a
/// session to resume. Calls `command` for the first monit, except in one case: --session or --pid
/// is given, and only further monits have a session to resume. If no monit has a session to resume,
/// `command` reports that, as for an unknown id.
///
/// The sessions to resume depend on the options:
/// - --session: of each monit, the session with this id. If only another monit has a session with
///   this id, a monit resumes its own first session that has the same package manager (the same
///   process) and the state suspending or suspended.
/// - --pid: of each monit, the session of this package manager.
/// - neither option: all sessions that resumable_sessions() names.
///
/// An option --except counts for the monit whose sessions have a check of this name. If sessions of
/// two monits have such a check, and a further monit has a session to resume, prints an Error
/// (ErrorCode::usage), resumes no check, and returns the exit status of this Error.
int resume_for_all(Options options, const HostMonits& monits, const std::vector<std::string>& words,
                   Screen& screen, const Command& command);

}  // namespace pkgmap::cli
