// Asks the kernel for one end of a TCP connection by sock_diag(7). Any thread, any user.
#pragma once

#include "engine/monit/tcp_socket.hpp"

namespace pkgmap {

/// Returns the socket at `ends.there`. State::not_here if the kernel has the socket at `ends.here`,
/// but none at `ends.there`; State::unknown if it has neither, has no sock_diag for TCP, refuses
/// the question, or does not answer within a second.
TcpSocket find_by_sock_diag(const Connection& ends);

}  // namespace pkgmap
