// Makes monit read its control file again, so that monit takes new baselines.
//
// The caller asks the gate before (gate.hpp), and compares monit's new baselines afterwards. For
// one thread.
#pragma once

#include <chrono>
#include <cstdint>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Sends monit the signal to read its control file. The caller runs Host::check_syntax() first,
/// because monit ends itself on a control file with an error. Returns monit's incarnation (the
/// second in which monit last read its control file) before this reading, for await_reload(). Waits
/// 1.5 s at most, so that the next incarnation is another second. An Error if monit gives no
/// status, or the signal cannot be sent.
Result<std::int64_t> begin_reload(Host& host, MonitClient& monit, const MonitDaemon& daemon);

/// Waits until monit answers with another incarnation than `before`: a minute at most, plus
/// `reading`, the time that monit needs to read the files that it compares. An Error if monit does
/// not answer in time, or if another process answers in its place.
Done await_reload(Host& host, MonitClient& monit, std::int64_t before,
                  std::chrono::milliseconds reading = {});

/// Calls begin_reload() and await_reload(), for a caller that need not release a lock between the
/// two.
Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                     std::chrono::milliseconds reading = {});

}  // namespace pkgmap
