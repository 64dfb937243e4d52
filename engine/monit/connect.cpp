#include "engine/monit/connect.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "engine/monit/wait.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

ConnectResult not_connected(PeerAnswer::Result result) {
  ConnectResult failure;
  failure.answer.result = result;
  return failure;
}

PeerAnswer::Result await_connection(const Fd& fd, Clock::time_point until) {
  if (!wait_for(fd.get(), POLLOUT, until)) return PeerAnswer::Result::late;
  int error = 0;
  socklen_t length = sizeof error;
  const bool asked = ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &length) == 0;
  return asked && error == 0 ? PeerAnswer::Result::monit : PeerAnswer::Result::hung_up;
}

ConnectResult connect_at(const sockaddr* address, socklen_t length, const IdentifyPeer& identify,
                         Clock::time_point until) {
  ConnectResult connected;
  connected.fd = Fd(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!connected.fd) return not_connected(PeerAnswer::Result::hung_up);
  if (::connect(connected.fd.get(), address, length) != 0) {
    if (errno != EINPROGRESS) return not_connected(PeerAnswer::Result::hung_up);
    const PeerAnswer::Result result = await_connection(connected.fd, until);
    if (result != PeerAnswer::Result::monit) return not_connected(result);
  }
  connected.answer = identify(connected.fd.get(), until);
  if (connected.answer.result != PeerAnswer::Result::monit) connected.fd.reset();
  return connected;
}

ConnectResult connect_to_socket(const std::string& path, const IdentifyPeer& identify,
                                Clock::time_point until) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return not_connected(PeerAnswer::Result::hung_up);
  std::memcpy(&address.sun_path[0], path.data(), path.size());
  return connect_at(reinterpret_cast<const sockaddr*>(&address), sizeof address, identify, until);
}

ConnectResult connect_to_port(const ServerAddress& server, const IdentifyPeer& identify,
                              Clock::time_point until) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(server.port);
  if (::getaddrinfo(server.host.c_str(), port.c_str(), &wanted, &found) != 0) {
    return not_connected(PeerAnswer::Result::hung_up);
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);
  ConnectResult result = not_connected(PeerAnswer::Result::hung_up);
  for (const addrinfo* one = found; one != nullptr && !result.fd; one = one->ai_next) {
    ConnectResult tried = connect_at(one->ai_addr, one->ai_addrlen, identify, until);
    if (tried.fd || result.answer.result != PeerAnswer::Result::not_monit) {
      result = std::move(tried);
    }
  }
  return result;
}

}  // namespace

ConnectResult connect_to_monit(const ServerAddress& server, const IdentifyPeer& identify,
                               Clock::time_point until) {
  if (!server.unix_path.empty()) return connect_to_socket(server.unix_path, identify, until);
  return connect_to_port(server, identify, until);
}

}  // namespace pkgmap
