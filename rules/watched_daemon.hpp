// Says whether the daemon that a check watches is outdated: an update has deleted or replaced
// files, and the daemon, which nobody has restarted, still executes the old files. Pure; values,
// never fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/facts.hpp"

namespace pkgmap::rules {

/// The process that a process check watches.
struct WatchedDaemon {
  int pid = 0;
  /// Paths of the program, script and libraries that the process still executes although they are
  /// deleted or replaced; the program or script first. Empty if there are none, or if they are not
  /// known.
  std::vector<std::string> outdated;
  /// The unit to restart: "mysqld.service". Empty if no unit is known.
  std::string service;
  bool removed = false;  ///< Whether the program was deleted, and no new file has its path.
  /// Whether monit started the process beside `service`. The process then runs in monit's unit, and
  /// a restart of `service` does not reach the process. False if no service is known.
  bool stray = false;

  /// Returns whether the daemon runs the present files, as far as known: whether `outdated` is
  /// empty.
  bool reached() const { return outdated.empty(); }
};

/// Returns the process that the check watches. Returns nullopt if the check watches no process, if
/// the process does not run, or if a user other than root could choose which process counts.
/// WatchedDaemon::outdated has only files in the directories of packages (/usr, /bin, /sbin, /lib,
/// /lib64, /opt; not /usr/local).
std::optional<WatchedDaemon> watched_daemon(const CheckFacts& check);

/// Returns the files that the daemon still runs, for people: "the deleted /usr/sbin/mysqld", "the
/// deleted /usr/sbin/mysqld and 2 more files". WatchedDaemon::outdated must not be empty.
std::string named_files(const WatchedDaemon& daemon);

/// Returns a clause for people that says what to do so that the daemon runs the present files, or
/// why that cannot be done. Looks at `removed`, `service` and `stray` alone.
std::string how_to_renew(const WatchedDaemon& daemon);

}  // namespace pkgmap::rules
