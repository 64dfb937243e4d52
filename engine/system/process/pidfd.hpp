// Descriptors of processes (pidfd_open(2)): a signal through such a descriptor reaches the process
// for which it was opened, and never another process that has got its pid since. Any thread.
#pragma once

#include "engine/system/fd.hpp"

namespace pkgmap {

/// Returns a descriptor of the process. Returns an empty Fd if `pid` is not above 0, if there is no
/// such process, and before Linux 5.3. A caller compares the start time of the process after this
/// call: then a descriptor is surely of the right process, and with an empty Fd another process can
/// get the pid only between that comparison and the signal.
Fd open_pidfd(int pid);

/// Sends a signal through `pidfd`, or to `pid` if `pidfd` is empty. `pid` must be above 0 (not
/// checked), since kill(2) takes any other number for a group of processes. Returns false and sets
/// errno if the kernel refuses.
bool send_signal(const Fd& pidfd, int pid, int signal);

}  // namespace pkgmap
