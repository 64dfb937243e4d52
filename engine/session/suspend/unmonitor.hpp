// Asks monit to unmonitor the checks that the plan suspends, waits until monit's status shows the
// result, and adds to the record what monit's cascade switched off, too.
//
// Private to engine/session/suspend. For one thread.
#pragma once

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/host/turn.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// Unmonitors the checks that the plan suspends. `record` is on disk and has a guard; `status` is
/// the latest status of monit. The caller has the turn; while this process waits for monit, other
/// processes have the turn.
///
/// Never fails: SuspendOutcome::not_suspended names each check that is not suspended, and
/// SuspendOutcome::trouble has the Error if there was one. If another process has ended the session
/// meanwhile, `trouble` is ended_meanwhile() (begin.hpp).
///
/// After the call, Turn::is_held() says whether this process has the turn again. If it has, and the
/// session has not ended, `record` is written to disk, or `trouble` is set.
SuspendOutcome unmonitor_planned(Host& host, const Settings& settings, Turn& turn,
                                 const Journal& journal, MonitClient& monit, const Planned& planned,
                                 const status::Status& status, SessionRecord& record);

}  // namespace pkgmap
