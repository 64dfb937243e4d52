// Finds all monits that run on this host: beside the monit of the distribution, a control panel or
// an appliance may have a monit of its own.
//
// Reads /proc. First examines the monits of trusted users (root and the user of this process),
// until MonitSearch::within is over. Then examines the monits of other users: without a limit of
// time, but at most MonitSearch::most of them. Decides by user, executable, root directory and
// namespaces, as monit_process.hpp does. Reads the command line only of a monit of a trusted user,
// and opens no file that a command line names. Every answer holds for the moment of the call. Any
// thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/monit/daemon.hpp"
#include "engine/monit/monit_process.hpp"

namespace pkgmap {

/// A monit that this program cannot look after (whose checks it cannot suspend).
struct ForeignMonit {
  MonitProcess process;
  std::string why;  ///< A clause for people: "it runs as another user".
  /// The absolute path of its control file, resolved if the file exists. Set only if the monit is
  /// foreign for the sole reason that it has a mount namespace of its own, such as a service that
  /// systemd confines; else empty.
  std::string confined_control_file = {};
};

struct RunningMonits {
  /// The monits that this program can look after: monits of a trusted user that see the same files
  /// and processes as this process. Has one monit for each control file, sorted by pid.
  /// MonitDaemon::control_file is absolute, and resolved if the file exists.
  std::vector<MonitDaemon> ours;
  /// The other monits: first those of trusted users, then those of other users. Each of these two
  /// parts is sorted by pid.
  std::vector<ForeignMonit> foreign;
  std::size_t more_ours =
      0;  ///< How many further monits belong to `ours`, beyond MonitSearch::most.
  /// How many further processes named monit perhaps belong to `foreign`, beyond MonitSearch::most;
  /// most of them were not examined.
  std::size_t more_foreign = 0;
  bool is_late = false;  ///< The time was up before all monits of trusted users were examined.
};

/// Bounds of a search, since any user can have thousands of processes named monit: how long to
/// examine the monits of trusted users, and how many monits each list may have.
struct MonitSearch {
  std::chrono::milliseconds within{2'000};
  std::size_t most = 8;
};

/// Finds the monits that run as daemons. Never fails. Leaves out the short-lived processes of a
/// trusted user's `monit status` and the like, which ask a daemon or print something, and end. If
/// this process may not examine the processes of root, finds no monit of root.
RunningMonits find_running_monits(const MonitSearch& search = {});

/// A process that is a monit of a trusted user, with the pid of its parent.
struct SeenMonit {
  MonitDaemon daemon;
  int parent = 0;
};

/// Returns one process for each control file, sorted by pid. Leaves out a child of a process with
/// the same control file, since monit forks such a child before it executes a program. Of the other
/// processes with one control file, takes the oldest.
std::vector<MonitDaemon> one_for_each_control_file(const std::vector<SeenMonit>& seen);

/// Searches as find_running_monits() does, with the default of MonitSearch::within, but with up to
/// 100,000 monits in each list. Returns the monit of RunningMonits::ours that has this control file
/// (same_control_file()); nullopt if there is none, or if the time was up before this monit was
/// examined.
std::optional<MonitDaemon> find_running_monit(const std::string& control_file);

/// Returns "process 4711 (/usr/bin/monit) of user nobody: it runs as another user", in printable
/// characters.
std::string described(const ForeignMonit& monit);

}  // namespace pkgmap
