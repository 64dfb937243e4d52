// Asks the kernel for one end of a TCP connection by sock_diag(7). Any thread, any user.
#pragma once

#include "engine/monit/tcp_socket.hpp"

namespace pkgmap {

/// Returns the socket at `ends.there`; State::unknown if the kernel has no sock_diag for TCP, or
/// refuses the question.
TcpSocket find_by_sock_diag(const Connection& ends);

}  // namespace pkgmap
