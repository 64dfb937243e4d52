// Asks the kernel who is at the other end of a connected socket: the user, and the process (unix
// socket) or the inode of its socket (TCP). identify.hpp decides whether this is monit.
//
// Sends and receives no byte over the socket. Any thread.
#pragma once

#include <chrono>
#include <cstdint>

namespace pkgmap {

struct SocketPeer {
  enum class State : std::uint8_t {
    found,
    elsewhere,  ///< In another network namespace, on another host, or the kernel does not say.
    hung_up,    ///< The connection is closed.
    late,       ///< No process accepted the connection in time.
  };
  State state = State::elsewhere;
  // The members below have a meaning only for State::found.
  unsigned int uid = 0;     ///< The user who listens (unix socket) or accepted (TCP).
  int pid = 0;              ///< Unix socket: the listener; 0: in another process namespace, or TCP.
  std::uint32_t inode = 0;  ///< TCP: of the accepted socket. 0: a unix socket.
};

/// Returns the peer of the connected socket `fd`. Waits for a process to accept a TCP connection,
/// until `until` at the latest: the other end has no user before that.
SocketPeer peer_of(int fd, std::chrono::steady_clock::time_point until);

}  // namespace pkgmap
