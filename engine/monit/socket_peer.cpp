#include "engine/monit/socket_peer.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <thread>

#include "engine/monit/tcp_socket.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{1};
constexpr milliseconds kLongestPause{20};

SocketPeer peer_in_state(SocketPeer::State state) {
  SocketPeer peer;
  peer.state = state;
  return peer;
}

bool is_hung_up(int fd) {
  pollfd looked_at{fd, POLLRDHUP, 0};
  return ::poll(&looked_at, 1, 0) > 0;
}

// The kernel noted user and process when the other process began to listen.
SocketPeer unix_peer(int fd) {
  ucred credentials{};
  socklen_t length = sizeof credentials;
  SocketPeer peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return peer;
  peer.state = SocketPeer::State::found;
  peer.uid = credentials.uid;
  peer.pid = credentials.pid;
  return peer;
}

// If no process listens, the kernel can choose the wanted port for our own end: then it connects
// the socket to itself.
bool is_own_peer(int fd) {
  const Connection ends = ends_of(fd);
  return ends.here.family != AF_UNSPEC && ends.here == ends.there;
}

SocketPeer tcp_peer(int fd, Clock::time_point until) {
  if (is_own_peer(fd)) return peer_in_state(SocketPeer::State::hung_up);
  for (milliseconds pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
    const TcpSocket socket = find_tcp_peer(fd);
    // A closed socket has no user either, as before it is accepted.
    if (is_hung_up(fd)) return peer_in_state(SocketPeer::State::hung_up);
    if (socket.state != TcpSocket::State::found) return peer_in_state(SocketPeer::State::elsewhere);
    if (socket.inode != 0) {
      SocketPeer peer = peer_in_state(SocketPeer::State::found);
      peer.uid = socket.uid;
      peer.inode = socket.inode;
      return peer;
    }
    if (Clock::now() >= until) return peer_in_state(SocketPeer::State::late);
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace

SocketPeer peer_of(int fd, Clock::time_point until) {
  int family = AF_UNSPEC;
  socklen_t length = sizeof family;
  if (::getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &length) != 0) return {};
  return family == AF_UNIX ? unix_peer(fd) : tcp_peer(fd, until);
}

}  // namespace pkgmap
