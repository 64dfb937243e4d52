// Asks monit to unmonitor what the plan suspends, waits until it is true, and notes what monit took
// along.
//
// Private to engine/session/suspend.
#pragma once

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// `record` is on disk and guarded; `status` is what monit last said. What cannot be suspended is
/// named in the outcome, with the trouble that there was. The caller holds the lock.
SuspendOutcome unmonitor_planned(Host& host, const Settings& settings, const Journal& journal,
                                 MonitClient& monit, const Planned& planned,
                                 const status::Status& status, SessionRecord& record);

}  // namespace pkgmap
