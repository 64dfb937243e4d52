// Stops monit for the time of a transaction: only for a monit that cannot be asked, and only if the
// policy wants it (`unreachable: stop-monit`). The resume starts monit again, if and only if it
// ran.
//
// A starting monit takes every content as good. So the digests of all files that monit compares are
// recorded before. What changed since then, without being as packaged, is drift: monit is started
// all the same, and the drift is reported.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// ErrorCode::monit if monit does not run, since there is no monit to stop. On an Error monit
/// was not stopped.
Result<SuspendOutcome> suspend_by_stopping(const Settings& settings, const Transaction& transaction,
                                           const Planned& planned, Host& host);

}  // namespace pkgmap
