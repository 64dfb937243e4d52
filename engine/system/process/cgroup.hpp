// Reads to which unit of systemd a process belongs, by its control group. Pure: the caller reads
// /proc/PID/cgroup. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the name of the system service in whose control group a process is:
/// "0::/system.slice/mysqld.service" gives "mysqld.service". `cgroup`: the text of
/// /proc/PID/cgroup, with one line (cgroup version 2) or one for each controller (version 1). Empty
/// if the process belongs to no service, to a user's session or user's service, or to a container.
std::string unit_in_cgroup(const std::string& cgroup);

}  // namespace pkgmap
