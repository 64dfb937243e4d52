// Looks for one end of a TCP connection in /proc/net/tcp and /proc/net/tcp6, proc(5).
//
// Reads at most 8 MiB of each file, which has a row for each connection of this network namespace;
// a row behind these 8 MiB counts as missing. Any thread, any user.
#pragma once

#include "engine/monit/tcp_socket.hpp"

namespace pkgmap {

/// Returns the socket at `ends.there`, the other end of a connection of which this process has the
/// end `ends.here`: State::found with its user and inode. State::not_here if the files have a row
/// for `ends.here` alone; State::unknown if they have a row for neither end, or cannot be read.
TcpSocket find_in_net_tcp(const Connection& ends);

}  // namespace pkgmap
