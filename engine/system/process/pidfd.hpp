// Descriptors of processes (pidfd_open(2)): a signal through such a descriptor reaches the process
// for which it was opened, and never another process that has got its pid since. Any thread.
#pragma once

#include "engine/system/fd.hpp"

namespace pkgmap {

/// Returns a descriptor of the process. Returns an empty Fd if `pid` is not above 0, if there is no
/// such process, and before Linux 5.3. A caller that compares the start time of the process after
/// this call is safe even with an empty Fd, but for the moment until it sends the signal.
Fd open_pidfd(int pid);

/// Sends a signal through the descriptor, or to `pid` if `pidfd` is empty. Returns false, with
/// errno set, if the kernel refuses.
bool send_signal(const Fd& pidfd, int pid, int signal);

}  // namespace pkgmap
