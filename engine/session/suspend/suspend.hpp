// Before a transaction: plans, journals, starts the guard, unmonitors, and
// waits until it is true. Nothing is unmonitored before the plan is on disk and
// the guard has sent its ready notification.
//
// A hook that comes for a process whose transaction another hook has announced
// already joins that session: the last of them to leave ends it.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// On an Error nothing was changed.
Result<SuspendOutcome> suspend(const Settings& settings, const Transaction& transaction,
                               Host& host = this_host());

}  // namespace pkgmap
