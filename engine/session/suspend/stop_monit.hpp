// The old way, for a monit that cannot be asked and only if the policy wants it: monit is stopped
// for the time of the transaction, and started again if and only if it ran.
//
// monit takes every file as it is when it starts. So the digests of all files that it compares are
// noted before, and what changed since without being as packaged is drift: monit is started all the
// same, and the drift is told.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// ErrorCode::monit when monit does not run: then there is nothing to stop. On an Error nothing was
/// changed.
Result<SuspendOutcome> suspend_by_stopping(const Settings& settings, const Transaction& transaction,
                                           const Planned& planned, Host& host);

}  // namespace pkgmap
