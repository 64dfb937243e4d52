// Finds what a package manager that died has left running.
//
// Nobody can follow a process whose parent has ended, so these functions look at all processes, for
// marks that a process cannot easily lose: its process group, or a script of a package among its
// arguments. Any thread. The functions cannot fail: a process that cannot be read does not count.
#pragma once

#include <cstdint>

namespace pkgmap {

/// Returns whether an orphan runs: a process of the process group `group`, started no earlier than
/// `not_before` (clock ticks since boot), whose parent has ended. `group` is the process group of
/// the package manager, as /proc/PID/stat showed it. The group is 0 if its leader is in an outer
/// pid namespace, as after `docker exec`. With 0, a process counts only if its own group and
/// session are 0, too, and its parent, which was in this pid namespace, has ended.
bool is_orphan_left(int group, std::uint64_t not_before);

/// Returns whether the process is a scriptlet: its real, effective and saved user are root, and one
/// of its arguments is the path of a script that belongs to root, either a temporary script of rpm
/// (rpm: lib/rpmscript.c) or a maintainer script of dpkg. False for a process in another root or
/// with other mounts: its package belongs to another host.
bool is_scriptlet(int pid);

/// Returns whether a scriptlet runs that started no earlier than `not_before` (clock ticks since
/// boot).
bool is_scriptlet_left(std::uint64_t not_before);

}  // namespace pkgmap
