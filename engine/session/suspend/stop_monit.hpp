// Stops monit for the time of a transaction, if monit cannot be asked and the policy wants it
// (`unreachable: stop-monit`). The resume starts monit again.
//
// A starting monit takes every content as good. So the digests of all files that monit compares are
// recorded before the stop. A file that has changed at the resume, and is not as packaged, is
// drift: the resume starts monit all the same, and its outcome reports the drift. For one thread.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// Begins a session, and stops monit. If another session under way has stopped monit already, or is
/// stopping it, waits until monit has ended. Takes the turn (engine/session/host/turn.hpp), so the
/// caller must not have it.
///
/// ErrorCode::monit if monit does not run and no other session has stopped it. An Error also if the
/// journal or the guard fails. After an Error this call has left no session and has not tried to
/// stop monit. A failure to stop monit is no Error: SuspendOutcome::trouble says so, no check
/// counts as suspended, and the session stays in SessionState::suspending. Since monit may end
/// later, the resume waits for its end, and starts monit then.
Result<SuspendOutcome> suspend_by_stopping(const Settings& settings, const Transaction& transaction,
                                           const Planned& planned, Host& host);

}  // namespace pkgmap
