// Suspends the checks of a transaction before the transaction begins: plans, writes the journal,
// starts the guard, unmonitors the checks, and waits until monit's status shows the result. No
// check is unmonitored before the plan is on disk and the guard has sent its ready notification.
//
// A transaction may have several hooks. A hook joins the session that another hook has begun for
// the same process; the last hook to leave ends the session. For one thread.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Suspends the checks that the policy wants off during the transaction. An Error if the control
/// file, the packages, the journal or monit give no answer, or if no guard starts; then this call
/// has suspended no check.
Result<SuspendOutcome> suspend(const Settings& settings, const Transaction& transaction,
                               Host& host = this_host());

}  // namespace pkgmap
