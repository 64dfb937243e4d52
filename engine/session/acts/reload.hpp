// Lets monit read its control file again, so that it takes new baselines.
//
// Whether it may is for the judge to say before (gate.hpp), and what it took is looked at after.
#pragma once

#include <chrono>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Ends when monit answers with a new <incarnation>. check_syntax() comes first: monit ends itself
/// otherwise. `reading`: how long monit may take for the files that it compares, beyond a minute.
Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                     std::chrono::milliseconds reading = {});

}  // namespace pkgmap
