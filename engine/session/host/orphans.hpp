// Finds the processes that a package manager has left running when it died.
//
// /proc does not show who started a process whose parent has ended. So these functions look at all
// processes, for marks that a process cannot easily lose: its process group, or a script of a
// package among its arguments. Any thread. The functions cannot fail: a process that cannot be read
// does not count.
#pragma once

#include <cstdint>

namespace pkgmap {

/// Returns whether an orphan runs: a process of the process group `group`, started no earlier than
/// `not_before` (clock ticks since boot), whose parent has ended. A parent counts as ended if it is
/// process 1, or if it has another process group: the kernel has then given the process to this new
/// parent.
///
/// `group`: the process group of the package manager, as /proc/PID/stat showed it. `group` is 0 if
/// the leader of the group is in an outer pid namespace, as after `docker exec`. With 0, only a
/// process counts whose process group and process session are 0, too, and whose parent is
/// process 1.
bool is_orphan_left(int group, std::uint64_t not_before);

/// Returns whether the process is a scriptlet. A scriptlet has root as its real, effective and
/// saved user, and one of its arguments is the path of a script that belongs to root: a temporary
/// script of rpm (rpm: lib/rpmscript.c) or a maintainer script of dpkg. False for a process with
/// another root directory or other mounts: its package belongs to another host.
bool is_scriptlet(int pid);

/// Returns whether a scriptlet runs that started no earlier than `not_before` (clock ticks since
/// boot).
bool is_scriptlet_left(std::uint64_t not_before);

}  // namespace pkgmap
