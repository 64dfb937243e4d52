// Makes monit read its control file again, so that monit takes new baselines.
//
// The caller asks the gate (gate.hpp) before the reload, and compares the baselines that monit
// shows after the reload. For one thread.
#pragma once

#include <chrono>
#include <cstdint>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Sends monit the signal to read its control file. The caller runs Host::check_syntax() first,
/// because monit ends itself on a control file with an error. Returns the incarnation of monit (the
/// second in which monit last read its control file) from before the signal, for await_reload().
/// Before the signal, waits until this second is over, 1.5 s at most, so that the new incarnation
/// differs. An Error if monit gives no status, or if the signal cannot be sent.
Result<std::int64_t> begin_reload(Host& host, MonitClient& monit, const MonitDaemon& daemon);

/// Waits until monit answers with another incarnation than `before`, for at most a minute plus
/// `reading`, the time that monit needs to read the files that it compares. An Error if monit does
/// not answer so in time, or if another process answers in its place.
Done await_reload(Host& host, MonitClient& monit, std::int64_t before,
                  std::chrono::milliseconds reading = {});

/// Calls begin_reload() and then await_reload(), for a caller that need not release a lock in
/// between.
Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                     std::chrono::milliseconds reading = {});

}  // namespace pkgmap
