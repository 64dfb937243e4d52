// Ends processes of this program whose heartbeat is late, before another process takes over their
// work: such a process must not act when it wakes, and it may hold the lock.
#pragma once

#include <vector>

#include "engine/journal/watchers.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// The processes that give a heartbeat in the directory of the journal and are late.
std::vector<NamedProcess> late_processes(const Journal& journal, Host& host);

/// Kills each of these processes that is late and stays late for two more seconds: the whole
/// machine may have stood still. Leaves a process alone that goes on meanwhile: only its heartbeat
/// cannot be written. Returns those that have not ended 5 s later. Such a process waits in the
/// kernel, as for a disk that does not answer, and ends before it can act again.
std::vector<NamedProcess> end_late(const std::vector<NamedProcess>& processes, Host& host);

/// Whether the process runs the executable of this program, as the user of this process. An upgrade
/// of the package may have replaced the executable meanwhile.
bool is_of_this_program(int pid);

/// Host::kill_process() on this machine.
void kill_process_of_this_program(const NamedProcess& process);

}  // namespace pkgmap
