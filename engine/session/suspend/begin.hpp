// The first steps of every kind of suspend. A suspend takes the turn
// (engine/session/host/turn.hpp), writes a session to disk, and starts a guard, before it
// unmonitors a check.
//
// The functions fail with the errors of the journal, of lock() and of the guard's start. Private to
// engine/session/suspend. For one thread.
#pragma once

#include <memory>
#include <vector>

#include "engine/session/host/turn.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// The journal, with the sessions of the monit that the plan is about. This process has the turn as
/// long as the object lives.
struct OpenSessions {
  std::unique_ptr<Journal> journal;  ///< The turn refers to it.
  Turn turn;
  std::vector<SessionRecord> sessions;  ///< Those that have not ended, the oldest first.
};

/// Takes the turn, and reads the sessions. If the guard or resumer of a dead session still exists,
/// because it is frozen (its heartbeat is late), gives the turn back, kills this process, takes the
/// turn again, and reads the sessions again.
Result<OpenSessions> open_sessions(const Settings& settings, const Planned& planned, Host& host);

/// Returns an Error which says that another process has ended the session while this process
/// waited, so that nothing is suspended.
Error ended_meanwhile();

/// Fills in opened.sessions again, after other processes have had the turn. After an Error
/// opened.sessions is unchanged.
Done read_open_sessions(const Planned& planned, OpenSessions& opened);

/// Writes the record, and starts a guard for the session; `record` then has the guard's pid. The
/// caller has the turn at the call and keeps the turn. If no guard starts, ends the session again
/// (Journal::remove()), and returns an Error that says why.
Done begin_session(const Settings& settings, const Journal& journal, Host& host,
                   SessionRecord& record);

}  // namespace pkgmap
