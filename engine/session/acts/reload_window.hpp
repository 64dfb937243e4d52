// The moment in which a reload disturbs kept checks least.
//
// A reload kills running check programs, and starts `every N cycles` checks at
// once because their counters begin anew (monit(1), SERVICE POLL TIME). So it
// waits, bounded, until no check program runs and the checks that are kept are
// due anyway.
#pragma once

#include <chrono>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// How long until every monitored `every N cycles` check is due in the next cycle; nothing when
/// there is no such moment within `bound`. Zero when there are none.
std::optional<std::chrono::milliseconds> time_until_due(const status::Status& status,
                                                        std::chrono::milliseconds bound);

/// Waits for that moment; true when it came. False: the time was over, or there is no such moment.
bool await_reload_window(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                         std::chrono::milliseconds bound);

}  // namespace pkgmap
