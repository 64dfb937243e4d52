// Asks monit to unmonitor the checks that the plan suspends, waits until monit's status shows the
// result, and adds to the record what monit's cascade switched off, too.
//
// Private to engine/session/suspend.
#pragma once

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/host/turn.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/session/suspend/plan.hpp"

namespace pkgmap {

/// `record` is on disk and has a guard; `status` is monit's latest. The outcome names each check
/// that is not suspended, and the error, if there was one. While it waits for monit, others have
/// the turn; if they have ended the session meanwhile, that is the error.
SuspendOutcome unmonitor_planned(Host& host, const Settings& settings, Turn& turn,
                                 const Journal& journal, MonitClient& monit, const Planned& planned,
                                 const status::Status& status, SessionRecord& record);

}  // namespace pkgmap
