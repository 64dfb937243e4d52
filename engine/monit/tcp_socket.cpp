#include "engine/monit/tcp_socket.hpp"

#include <sys/socket.h>

#include <cstring>

#include "engine/monit/net_tcp.hpp"
#include "engine/monit/sock_diag.hpp"

namespace pkgmap {
namespace {

SocketEnd end_of(const sockaddr_storage& address) {
  SocketEnd end;
  if (address.ss_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    end.port = four.sin_port;
    end.address[0] = four.sin_addr.s_addr;
    end.family = AF_INET;
  } else if (address.ss_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    end.port = six.sin6_port;
    std::memcpy(end.address.data(), &six.sin6_addr, sizeof six.sin6_addr);
    end.family = AF_INET6;
  }
  return end;
}

}  // namespace

Connection ends_of(int fd) {
  sockaddr_storage own{};
  sockaddr_storage other{};
  socklen_t own_length = sizeof own;
  socklen_t other_length = sizeof other;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&own), &own_length) != 0 ||
      ::getpeername(fd, reinterpret_cast<sockaddr*>(&other), &other_length) != 0) {
    return {};
  }
  const Connection ends{end_of(own), end_of(other)};
  return ends.here.family == ends.there.family ? ends : Connection{};
}

TcpSocket find_tcp_peer(int fd) {
  const Connection ends = ends_of(fd);
  if (ends.here.family == AF_UNSPEC) return {};
  const TcpSocket peer = find_by_sock_diag(ends);
  return peer.state == TcpSocket::State::unknown ? find_in_net_tcp(ends) : peer;
}

}  // namespace pkgmap
