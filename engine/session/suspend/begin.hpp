// The first steps of every kind of suspend: a suspend takes the turn, and writes a session to disk
// and starts a guard before it touches a check.
//
// The functions fail with the errors of the journal, of lock() and of the guard's start. Private to
// engine/session/suspend. For one thread.
#pragma once

#include <memory>
#include <vector>

#include "engine/session/host/turn.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// The journal, with the sessions of the monit of this plan; this process has the turn as long as
/// the object lives.
struct OpenSessions {
  std::unique_ptr<Journal> journal;  ///< The turn refers to it.
  Turn turn;
  std::vector<SessionRecord> sessions;
};

/// Takes the turn, and reads the sessions. If a guard or a resumer of a dead session still exists,
/// but its heartbeat is late, gives the turn back, kills the late process, takes the turn again,
/// and reads the sessions again.
Result<OpenSessions> open_sessions(const Settings& settings, const Planned& planned, Host& host);

/// Returns the Error that says that another process has ended the session while this process
/// waited, so that nothing is suspended.
Error ended_meanwhile();

/// Fills in opened.sessions again, after other processes have had the turn. After an Error
/// opened.sessions is unchanged.
Done read_open_sessions(const Planned& planned, OpenSessions& opened);

/// Writes the record, and starts a guard that will resume its checks; `record` then has the guard's
/// pid. The caller has the turn at the call and keeps the turn. If no guard starts, ends the
/// session again (Journal::remove()), and the Error says why.
Done begin_session(const Settings& settings, const Journal& journal, Host& host,
                   SessionRecord& record);

}  // namespace pkgmap
