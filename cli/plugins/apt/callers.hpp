// Which process of the package manager has started this hook?
//
// apt starts its hooks by `sh -c`, before dpkg from the process that runs dpkg, afterwards from a
// copy of that process; dpkg starts its hooks by `sh -c`, too. The answers hold for the moment of
// the call. For one thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap::apt {

/// Where dpkg has its locks and shells lie; only tests have others.
struct CallerPlaces {
  std::string frontend_lock = "/var/lib/dpkg/lock-frontend";
  std::string shell = "/bin/sh";
  std::string dpkg = "/usr/bin/dpkg";
};

/// Returns the processes that have started this one, the nearest first and without the shell that
/// runs the line of the hook. Process 1 is never among them, and neither is a process of another
/// user than root if this process is root's.
std::vector<int> callers(const CallerPlaces& places);

/// Returns whether the process executes dpkg, also one that has been replaced meanwhile.
bool is_dpkg(int pid, const CallerPlaces& places);

/// Returns whether this process is in a chroot(2): it has another root directory than the first
/// process of the system. False where the system does not tell.
bool in_a_chroot();

}  // namespace pkgmap::apt
