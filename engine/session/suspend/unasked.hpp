// Begins an unasked session: monit runs, but does not answer yet, for example since it is in its
// start delay or refuses the requests of this host. The guard suspends the checks as soon as monit
// answers.
//
// Private to engine/session/suspend. For one thread.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// Begins an unasked session, or joins the session of another hook for the same transaction
/// (session_to_join() in plan.hpp), unasked or not. `why`: the Error of the attempt to ask monit.
/// `nobody_listens`: what MonitClient::nobody_listens() returned. If the call joins a session, it
/// empties planned.warnings, since the other hook has given these warnings.
///
/// Returns an outcome with a session. SuspendOutcome::not_suspended names the checks that are not
/// suspended yet; if there are any, SuspendOutcome::trouble says why. Returns `why` as the Error if
/// monit does not run. An Error also if the journal or the guard fails. Takes the turn
/// (engine/session/host/turn.hpp) for the time of the call, so the caller must not have the turn.
Result<SuspendOutcome> begin_unasked(const Settings& settings, const Transaction& transaction,
                                     Planned& planned, const Error& why, bool nobody_listens,
                                     Host& host);

}  // namespace pkgmap
