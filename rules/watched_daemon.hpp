// Whether an update has reached the daemon that a check watches: a daemon that nobody restarts goes
// on with the files that the update has deleted. Pure; values, never fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/facts.hpp"

namespace pkgmap::rules {

/// The process that a process check watches.
struct WatchedDaemon {
  int pid = 0;
  /// Paths of its program and libraries that it still executes although they are deleted or
  /// replaced, the program first. Empty if it executes what is there now, or if that is not known.
  std::vector<std::string> outdated;
  /// The service that stands for it: "mysqld.service". Empty if none is known.
  std::string service;
  bool removed = false;  ///< Its program is gone: no file has replaced it.
  /// monit started it, so it runs in monit's unit: systemd does not know it as `service`.
  bool stray = false;

  bool reached() const { return outdated.empty(); }
};

/// Returns nullopt if the check watches no process, if none runs, or if a user other than root
/// could choose which process that is. Deleted files count only where packages put programs: not in
/// /tmp, /home and the like, and no memory that only looks like a file ("/memfd:x",
/// "/SYSV00000000").
std::optional<WatchedDaemon> watched_daemon(const CheckFacts& check);

/// Returns the files that the daemon still runs, for people: "the deleted /usr/sbin/mysqld", "the
/// deleted /usr/sbin/mysqld and 2 more files". For a daemon that an update has not reached.
std::string named_files(const WatchedDaemon& daemon);

/// Returns a clause for people: what makes the daemon run the files that are there now.
std::string how_to_renew(const WatchedDaemon& daemon);

}  // namespace pkgmap::rules
