// Ends processes of this program whose heartbeat is late, before another process takes over their
// work: such a process must not act when it wakes, and it may hold the lock. For one thread.
#pragma once

#include <vector>

#include "engine/journal/watchers.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Returns the processes that give a heartbeat in the directory of the journal and are late.
std::vector<NamedProcess> late_processes(const Journal& journal, Host& host);

/// Kills those of `processes` that are late and stay late for two more seconds, since the whole
/// machine may have stood still. Does not kill a process that works in these seconds
/// (Host::activity() grows): such a process is alive, and only its heartbeat could not be written.
/// Returns the killed processes that have not ended 5 s later. Such a process waits in the kernel,
/// as for a disk that does not answer, and ends before it can act again.
std::vector<NamedProcess> end_late(const std::vector<NamedProcess>& processes, Host& host);

/// Returns whether the process runs the executable of this program, as the user of this process.
/// True also for an executable that an upgrade of the package has replaced meanwhile. False if that
/// cannot be read.
bool is_of_this_program(int pid);

/// Sends SIGKILL to the process (Host::kill_process() of this machine). Has no effect if the
/// process has ended, if another process has its pid now, if is_of_this_program() is false, or if
/// it is this process.
void kill_process_of_this_program(const NamedProcess& process);

}  // namespace pkgmap
