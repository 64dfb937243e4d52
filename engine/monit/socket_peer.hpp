// Who is at the other end of a connected socket, as the kernel says: a user, and the process or
// the inode of its socket. What that is worth, identify.hpp judges.
//
// Any thread. Nothing is sent over the socket or read from it.
#pragma once

#include <chrono>
#include <cstdint>

namespace pkgmap {

struct SocketPeer {
  enum class State : std::uint8_t {
    found,
    elsewhere,  ///< In another network namespace, on another host, or the kernel does not say.
    hung_up,
    late,  ///< Nobody accepted the connection in time.
  };
  State state = State::elsewhere;
  unsigned int uid = 0;     ///< Of whoever listens (unix socket) or accepted (TCP).
  int pid = 0;              ///< Unix socket: who listens; 0: in a process namespace not seen here.
  std::uint32_t inode = 0;  ///< TCP: of the connected socket. 0: a unix socket.
};

/// Waits until the other end of a TCP connection is accepted, as it belongs to nobody before, but
/// not beyond `until`.
SocketPeer peer_of(int fd, std::chrono::steady_clock::time_point until);

}  // namespace pkgmap
