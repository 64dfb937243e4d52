// The running monit as a process: who it is, its signals, its own check of a control file.
//
// A MonitDaemon is of the moment it was found; what sends a signal makes sure that it still is the
// same process. Any thread. Does not talk to monit's HTTP server.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/system/process/proc.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct MonitDaemon {
  int pid = 0;
  std::uint64_t start_time = 0;  ///< Clock ticks since boot, proc(5).
  std::string executable;        ///< May have been replaced since it was started.
  /// Of its command line, absolute; empty when it was not given there. The status has it in any
  /// case, and surer: monit may have left the directory that it was started in.
  std::string control_file;
  std::string working_directory;
};

/// Where to look. What is given is believed in this order: the peer, the pidfile, monit's defaults.
/// A pidfile that others can write, or that is a link, is not believed.
struct DaemonHint {
  int peer_pid = 0;        ///< Of whoever answers, see Peer::pid; 0: not known.
  std::string pidfile{};   ///< Of the control file; empty: /run/monit.pid or /var/run/monit.pid.
  std::string root = "/";  ///< Stands before the paths of pidfiles.
};

/// Returns nullopt if no such process is monit, by its user, its executable and its root.
std::optional<MonitDaemon> find_monit_daemon(const DaemonHint& hint);

/// SIGHUP: monit reads its control file again. It ends itself when that does not parse; see
/// check_syntax(). Asynchronous.
Done reload(const MonitDaemon& daemon);

/// SIGUSR1: monit begins a cycle at once, for when its pidfile is gone and a request wakes nobody.
Done wake(const MonitDaemon& daemon);

/// SIGTERM: monit ends after the check in progress. Asynchronous.
Done end(const MonitDaemon& daemon);

/// `monit -t`. The Error (ErrorCode::monit) holds monit's first complaint, its quoted last token
/// left out, as that may be a password. `reading`: how long it may take for the files that it
/// compares, beyond 20 s.
Done check_syntax(const std::string& executable, const std::string& control_file,
                  std::chrono::milliseconds reading = {});

/// The first complaint in what `monit -t` wrote; empty when there is none.
std::string first_syntax_error(std::string_view output);

}  // namespace pkgmap
