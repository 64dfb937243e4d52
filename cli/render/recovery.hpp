// What `recover` prints, as text and as JSON (monit-pkgmap-formats(5)), and its exit status. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/session/guard/recover.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a line for each session; "no dead session to recover" if there was no session.
std::string recovery_text(const std::vector<Recovered>& recovered);
/// Returns for standard error, in lines that begin with "error: ", what needs a person; empty if no
/// session does.
std::string recovery_troubles(const std::vector<Recovered>& recovered);
/// Returns an object; its array of sessions may be empty.
Json recovery_json(const std::vector<Recovered>& recovered);
/// Returns the smallest exit status of a session that is not 0; 0 if all went well.
int status_of(const std::vector<Recovered>& recovered);

/// Returns the line that `recover --if-stale` prints, which monit shows as the output of its check;
/// "no check is left suspended" if all is well. `hooks_off`: the administrator has switched the
/// hooks off; the line then says so of packages that changed without a hook.
std::string stale_text(const Stale& stale, bool hooks_off = false);
Json stale_json(const Stale& stale);
/// Returns 0 if all is well, else the exit status that monit-pkgmap(8) names. Packages that changed
/// without a hook are no alarm while the administrator has switched the hooks off.
int status_of(const Stale& stale, bool hooks_off = false);

/// A sentence about a guard whose session is not on disk, without a full stop.
std::string lost_guard_text(const RunningGuard& guard);
Json lost_guards_json(const std::vector<RunningGuard>& guards);

/// Returns the package manager of a session: "dnf4 (pid 4711)". Without the pid if the session has
/// no process; "somebody" if it has no name.
std::string manager_text(const SessionRecord& record);

}  // namespace pkgmap::cli
