// Begins a session although monit does not answer yet: monit runs, but is in its start delay, or
// refuses this host. The guard suspends the checks as soon as monit answers.
//
// Private to engine/session/suspend.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// Removes the warnings of the plan that another hook of the session has given. `why`: what asking
/// monit gave; `nobody_listens` as MonitClient says. Returns `why` as an Error
/// if monit does not run; also an Error if the journal or the guard fails. Else the outcome has a
/// session, and as trouble why its checks are not suspended yet.
Result<SuspendOutcome> begin_unasked(const Settings& settings, const Transaction& transaction,
                                     Planned& planned, const Error& why, bool nobody_listens,
                                     Host& host);

}  // namespace pkgmap
