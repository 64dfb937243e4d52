// What the kernel knows of the other end of a TCP connection, sock_diag(7).
//
// Asks for exactly one socket of this network namespace, so the answer costs the same on a host
// with a hundred thousand connections. Any thread, any user.
#pragma once

#include <cstdint>

namespace pkgmap {

/// One end of a TCP connection.
struct TcpSocket {
  enum class State : std::uint8_t {
    found,
    not_here,  ///< This network namespace has no such socket.
    unknown,   ///< The kernel does not say: it has no sock_diag, or refuses it.
  };
  State state = State::unknown;
  unsigned int uid = 0;     ///< Of whoever accepted the connection; before that it says nothing.
  std::uint32_t inode = 0;  ///< 0: nobody has accepted the connection yet.
};

/// The end that the connected socket `fd` leads to.
TcpSocket find_tcp_peer(int fd);

}  // namespace pkgmap
