// Finds the processes that have started this hook, and says whether one of them is dpkg.
//
// apt and dpkg start their hooks by `sh -c`. apt has two hooks. The parent of the first hook is the
// process of apt that then runs dpkg. The parent of the second hook, which apt starts when dpkg has
// ended, is a forked copy of that process. The answers hold for the moment of the call. For one
// thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap::apt {

/// Absolute paths. Only tests use other paths.
struct CallerPlaces {
  /// The lock that apt, or another front end of dpkg, holds. The hook compares the holder with
  /// callers().
  std::string frontend_lock = "/var/lib/dpkg/lock-frontend";
  std::string shell = "/bin/sh";
  std::string dpkg = "/usr/bin/dpkg";
};

/// Returns the pids of this process' ancestors, the nearest first, 64 at most. Leaves out the shell
/// that runs the line of the hook, if the parent is that shell. The list ends before process 1. If
/// this process runs as root, the list also ends before the first process that is not of root alone
/// (is_of_root_alone(), engine/system/process/proc.hpp).
std::vector<int> callers(const CallerPlaces& places);

/// Returns whether the process executes dpkg, even if the file of dpkg has been replaced since the
/// process started. False if that cannot be found out.
bool is_dpkg(int pid, const CallerPlaces& places);

/// Returns whether this process is in a chroot(2), that is, whether its root directory is not that
/// of process 1. False if the root directory of process 1 cannot be looked at.
bool in_a_chroot();

}  // namespace pkgmap::apt
