// Removes from a session the checks that an administrator monitored while the session had them off.
// Once monit's status shows such a check as monitored, the session gives the check up: a person who
// switches the check off later wants it off for good. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// Returns the names of the checks that the session has switched off or keeps as leftover checks,
/// and that monit monitors now.
CheckNames taken_back(const status::Status& status, const SessionRecord& record);

/// Moves the checks with these names from `record.checks` to `record.results.resumed`. `now_usec`:
/// microseconds since the epoch. Writes no file.
void give_back(const CheckNames& names, std::int64_t now_usec, SessionRecord& record);

/// Calls give_back() for the leftover checks of all sessions that monit monitors again, and writes
/// the sessions and the history. Takes the turn (engine/session/host/turn.hpp), so the caller must
/// not have it. Changes nothing if there are no leftover checks, or if monit gives no status.
/// Ignores errors.
void give_back_leftovers(const Settings& settings, Host& host);

}  // namespace pkgmap
