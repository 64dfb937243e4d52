// How each kind of suspend begins: with the turn to act, and with a session on disk and its
// guard before a check is touched.
//
// Fails with the errors of the journal, of lock() and of the guard's start. Private to
// engine/session/suspend.
#pragma once

#include <memory>
#include <vector>

#include "engine/session/host/turn.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// The journal, with the sessions about the same control file; this process has the turn as long as
/// the object lives.
struct OpenSessions {
  std::unique_ptr<Journal> journal;  ///< The turn refers to it.
  Turn turn;
  std::vector<SessionRecord> sessions;
};

/// Takes the turn, and ends the late processes of dead sessions.
Result<OpenSessions> open_sessions(const Settings& settings, const Planned& planned, Host& host);

/// Why nothing is suspended if others have ended the session while this process waited.
Error ended_meanwhile();

/// Reads the sessions again, after others have had the turn.
Done read_sessions(const Planned& planned, OpenSessions& opened);

/// Writes the record, and starts a guard that resumes its checks; the record then has the guard's
/// pid. Without a guard no session begins: the record is removed, and the Error says why.
Done begin_session(const Settings& settings, const Journal& journal, Host& host,
                   SessionRecord& record);

}  // namespace pkgmap
