// Ends processes of this program that are late: their next heartbeat is overdue
// (engine/journal/heartbeats.hpp), as when they are frozen. A late process is ended before another
// process takes over its work, since it must not act when it wakes, and may hold the lock. For one
// thread.
#pragma once

#include <vector>

#include "engine/journal/watchers.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Returns the processes that give a heartbeat in the directory of the journal and are late.
std::vector<NamedProcess> late_processes(const Journal& journal, Host& host);

/// Kills those of `processes` that are late and stay late for two more seconds; the two seconds are
/// for the case that the whole machine stood still. Does not kill a process that works in these
/// seconds (Host::activity() grows): this process is alive, and only cannot write its heartbeat.
/// Returns the killed processes that have not ended 5 s later. A process that does not end waits in
/// the kernel, as for a disk that does not answer, and ends before it can act again.
std::vector<NamedProcess> end_late(const std::vector<NamedProcess>& processes, Host& host);

/// Returns whether the process runs the executable of this program, as the user of this process.
/// True also if an upgrade of the package has replaced this executable meanwhile. False if that
/// cannot be found out.
bool is_of_this_program(int pid);

/// Sends SIGKILL to the process, as Host::kill_process() does on this machine. Has no effect in
/// these cases: the process has ended, another process has its pid now, is_of_this_program() is
/// false, or the process is this one.
void kill_process_of_this_program(const NamedProcess& process);

}  // namespace pkgmap
