// Begins an unasked session: monit runs, but does not answer yet, since it is in its start delay or
// refuses this host. The guard suspends the checks as soon as monit answers.
//
// Private to engine/session/suspend. For one thread.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// Begins an unasked session, or joins the session of another hook, unasked or not; if it joins,
/// removes the warnings of the plan, which the other hook has given. Takes the turn
/// (engine/session/host/turn.hpp), which the caller must not have, until it returns. `why`: the
/// Error of the attempt to ask monit. `nobody_listens`: as MonitClient::nobody_listens() says.
/// Returns an outcome with a session; `not_suspended` names the checks that are not suspended yet,
/// and if there are any, `trouble` says why. Returns `why` as the Error if monit does not run; also
/// an Error if the journal or the guard fails.
Result<SuspendOutcome> begin_unasked(const Settings& settings, const Transaction& transaction,
                                     Planned& planned, const Error& why, bool nobody_listens,
                                     Host& host);

}  // namespace pkgmap
