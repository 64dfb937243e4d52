// What `recover` prints, as text and as JSON (monit-pkgmap-formats(5)), and its exit status. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/session/guard/recover.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a paragraph for each session, wrapped at 80 columns; the line "no dead session to
/// recover" if there was no session. The text ends with a newline.
std::string recovery_text(const std::vector<Recovered>& recovered);
/// Returns the errors that a person must act on, for standard error: for each error a line that
/// begins with "error: ", and perhaps its hint in indented lines. Each line ends with a newline.
/// Returns an empty text if there are no such errors.
std::string recovery_troubles(const std::vector<Recovered>& recovered);
/// Returns an object; its array of sessions may be empty.
Json recovery_json(const std::vector<Recovered>& recovered);
/// Returns the smallest exit status other than 0 that a session has; 0 if all sessions went well.
int status_of(const std::vector<Recovered>& recovered);

/// Returns the line that `recover --if-stale` prints, with a newline; "no check is left suspended"
/// if all is well. If `hooks_off` is true, the administrator has switched the hooks off, and the
/// line names this as the reason why packages changed without a hook.
std::string stale_text(const Stale& stale, bool hooks_off = false);
/// Returns the object that `recover --if-stale --json` prints.
Json stale_json(const Stale& stale);
/// Returns the exit status of `recover --if-stale`, the first in this list that fits:
/// - 1: a session is dead, overdue or damaged, or a guard has lost its session;
/// - 3: the control file has a mistake;
/// - 6: there is a leftover check;
/// - 7: a file has drifted;
/// - 9: packages changed without a hook, and `hooks_off` is false;
/// - 0: all is well.
int status_of(const Stale& stale, bool hooks_off = false);

/// Returns a sentence without a full stop about a guard whose session is not on disk.
std::string lost_guard_text(const RunningGuard& guard);
/// Returns an array with the pid and the session of each guard.
Json lost_guards_json(const std::vector<RunningGuard>& guards);

/// Returns the package manager of a session: "dnf4 (pid 4711)". Without the pid if the session
/// watches no process; "somebody" in place of an empty name.
std::string manager_text(const SessionRecord& record);

}  // namespace pkgmap::cli
