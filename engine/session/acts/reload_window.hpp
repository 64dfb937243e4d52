// Waits for the reload window: the moment in which a reload disturbs the monitored checks least.
//
// A reload kills running check programs. A reload also starts every check with `every N cycles` at
// once, because its counter begins anew (monit(1), SERVICE POLL TIME). So the reload window is
// there when no check program runs and the monitored checks with `every N cycles` are due anyway.
// For one thread.
#pragma once

#include <chrono>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// Returns how long it takes, by the poll in the status, until all monitored checks with `every N
/// cycles` are due in the next cycle. Returns zero if there is no such check. Returns nullopt if
/// they are not all due in one cycle within `bound`.
std::optional<std::chrono::milliseconds> time_until_due(const status::Status& status,
                                                        std::chrono::milliseconds bound);

/// Waits for the reload window, and returns true as soon as it is there. Returns false if it does
/// not come within `bound` (as soon as this is known), or if monit gives no status.
bool await_reload_window(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                         std::chrono::milliseconds bound);

}  // namespace pkgmap
