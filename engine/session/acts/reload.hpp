// Makes monit read its control file again, so that monit takes new baselines.
//
// The caller asks the gate before (gate.hpp), and compares monit's new baselines afterwards.
#pragma once

#include <chrono>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns when monit answers with a new <incarnation>. The caller runs check_syntax() first,
/// because monit ends itself on a control file with an error. `reading`: how long monit may take,
/// beyond a minute, for the files that it compares. An Error if monit does not answer in time, or
/// another process answers in its place.
Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                     std::chrono::milliseconds reading = {});

}  // namespace pkgmap
