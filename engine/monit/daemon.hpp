// The running monit as a process: finds it, sends it signals, and runs `monit -t`.
//
// A MonitDaemon describes the process at the moment it was found; the functions that send a signal
// fail (ErrorCode::monit) if the process has ended since, even if its pid is used again. Any
// thread, except check_syntax(), which is for one thread (process.hpp).
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
  std::string executable;        ///< Path; empty if it cannot be read. The file may have been
                                 ///< replaced since.
  /// Absolute path of the control file that the command line names. Empty if the command line names
  /// no control file: monit has then looked at its usual places. Empty also if `relative_name` is
  /// set.
  std::string control_file;
  /// The name of the control file on the command line, if it is relative and monit has left the
  /// directory in which it was started, so that nobody can make the name absolute; else empty.
  std::string relative_name;
  std::string working_directory;  ///< Of the process; empty if it cannot be read.
};

/// Where find_monit_daemon() looks, in this order: the peer, the pidfile, and if `control_file` is
/// set, all processes (running_monits.hpp). A pidfile that is a link or that other users can write
/// does not count.
struct DaemonHint {
  int peer_pid = 0;        ///< Peer::pid of the monit that answers; 0: not known.
  std::string pidfile{};   ///< As the control file sets it; empty: monit's own places for it.
  std::string root = "/";  ///< Put before the paths of pidfiles.
  /// Only a monit with this control file counts, or one whose control file is not known; empty:
  /// any.
  std::string control_file{};
};

/// Finds the running monit. Returns nullopt if none of the processes is monit by its user, its
/// executable and its root directory (monit_process.hpp), or if each monit runs with another
/// control file than `hint.control_file`.
std::optional<MonitDaemon> find_monit_daemon(const DaemonHint& hint);

/// Describes the process with this pid. Returns nullopt if the process is not monit. If /proc hides
/// the executable or the root directory of the process, only its name and its user decide whether
/// it is monit (Verdict::hidden, monit_process.hpp); `executable` and `working_directory` are then
/// empty as far as /proc hides them.
std::optional<MonitDaemon> monit_daemon(int pid);

/// Returns why the control file of `daemon` is not known, as a clause for people. `relative_name`
/// of `daemon` must be set (not checked).
std::string why_unknown(const MonitDaemon& daemon);

/// Sends SIGHUP: monit reads its control file again, and ends itself if the control file does not
/// parse; see check_syntax(). Asynchronous.
Done reload(const MonitDaemon& daemon);

/// Sends SIGUSR1: monit begins a cycle at once. The caller needs this function if monit's pidfile
/// is gone, since an HTTP request does not wake monit then. Asynchronous.
Done wake(const MonitDaemon& daemon);

/// Sends SIGTERM: monit ends after the check in progress. Asynchronous.
Done end(const MonitDaemon& daemon);

/// Runs `monit -t` with this executable and control file. Returns an Error (ErrorCode::monit) if
/// monit refuses the control file, cannot be run, or does not end within 20 s plus `reading`, the
/// time that monit needs to read all checksummed files. If monit refuses the control file, the
/// Error has first_syntax_error(): the last token, which is left out, may be a password.
Done check_syntax(const std::string& executable, const std::string& control_file,
                  std::chrono::milliseconds reading = {});

/// Returns the first error message in the output of `monit -t`, a syntax error before any other,
/// without the quoted last token; empty if there is none.
std::string first_syntax_error(std::string_view output);

}  // namespace pkgmap
