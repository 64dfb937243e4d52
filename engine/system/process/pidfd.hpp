// Descriptors of processes (pidfd_open(2)): a signal by such a descriptor reaches the process that
// was looked at, and never another one that got its pid since. Any thread may call the functions.
#pragma once

#include "engine/system/fd.hpp"

namespace pkgmap {

/// Returns a descriptor of the process. Empty if `pid` is not above 0, if there is no such process,
/// and before Linux 5.3; callers that compare the start time after this call are safe either way
/// but for the moment until they act.
Fd open_pidfd(int pid);

/// Sends a signal by the descriptor, or to `pid` if `pidfd` is empty. Returns false, with errno
/// set, if the kernel refuses.
bool send_signal(const Fd& pidfd, int pid, int signal);

}  // namespace pkgmap
