// What a package manager that died has left running.
//
// Nobody can follow a process whose parent has ended: these functions find it by what it cannot
// easily lose. Any thread.
#pragma once

#include <cstdint>

namespace pkgmap {

/// Whether a process of that group, started no earlier than `not_before` (clock ticks since boot),
/// runs on although its parent has ended: an orphan. In a container that somebody entered from
/// outside, the group of the package manager reads 0, as for every process of the groups outside;
/// of these only such count whose parent was inside and whose session is outside, too.
bool is_orphan_left(int group, std::uint64_t not_before);

/// Whether the process is a scriptlet: one of root alone with a script of a package, a file of
/// root, among its arguments: rpm's temporary script (rpm: lib/rpmscript.c) or a maintainer script
/// of dpkg. A scriptlet in another root or with other mounts is none: its package is of another
/// host.
bool is_scriptlet(int pid);

/// Whether a scriptlet, started no earlier than `not_before`, runs.
bool is_scriptlet_left(std::uint64_t not_before);

}  // namespace pkgmap
