// Finds the user and the socket at the other end of a TCP connection.
//
// Asks sock_diag(7), which is fast even with a hundred thousand sockets, and reads /proc/net/tcp if
// sock_diag gives no answer. Finds only sockets of this network namespace. Any thread, any user.
#pragma once

#include <netinet/in.h>

#include <array>
#include <cstdint>

namespace pkgmap {

/// One end of a TCP connection.
struct TcpSocket {
  enum class State : std::uint8_t {
    found,
    not_here,  ///< This network namespace has no such socket.
    unknown,   ///< The kernel does not say.
  };
  State state = State::unknown;
  /// The user who accepted the connection; only for State::found with an `inode`.
  unsigned int uid = 0;
  std::uint32_t inode = 0;  ///< 0: no process has accepted the connection yet.
};

/// An address and a port, in network byte order. An IPv4 address is in `address[0]`.
struct SocketEnd {
  sa_family_t family = AF_UNSPEC;
  std::array<in_addr_t, 4> address{};
  in_port_t port = 0;

  bool operator==(const SocketEnd&) const = default;
};

/// Both ends of a TCP connection, seen from this process.
struct Connection {
  SocketEnd here;
  SocketEnd there;
};

/// Returns both ends of the connected socket `fd`; an end has the family AF_UNSPEC if the socket
/// has no IP address or no peer.
Connection ends_of(int fd);

/// Returns the socket at the other end of the connected socket `fd`; State::unknown if `fd` is no
/// connected TCP socket.
TcpSocket find_tcp_peer(int fd);

}  // namespace pkgmap
