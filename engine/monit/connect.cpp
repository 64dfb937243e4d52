#include "engine/monit/connect.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <thread>

#include "engine/monit/wait.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPause{20};

bool is_own(int error) {
  return error == EMFILE || error == ENFILE || error == ENOMEM || error == ENOBUFS;
}

ConnectResult not_connected(int error, PeerAnswer::Result result) {
  ConnectResult failure;
  failure.answer.result = result;
  failure.own_error = is_own(error) ? error : 0;
  return failure;
}

PeerAnswer::Result await_connection(const Fd& fd, Clock::time_point until) {
  if (!wait_for(fd.get(), POLLOUT, until)) return PeerAnswer::Result::late;
  int error = 0;
  socklen_t length = sizeof error;
  const bool asked = ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &length) == 0;
  return asked && error == 0 ? PeerAnswer::Result::monit : PeerAnswer::Result::hung_up;
}

// Returns PeerAnswer::Result::monit if the socket is connected.
PeerAnswer::Result connect_socket(const Fd& fd, const SocketAddress& address,
                                  Clock::time_point until) {
  const auto* const generic = reinterpret_cast<const sockaddr*>(&address.bytes);
  while (::connect(fd.get(), generic, address.size) != 0) {
    // After a signal, too, the kernel goes on connecting.
    if (errno == EINPROGRESS || errno == EINTR) return await_connection(fd, until);
    // A unix socket whose queue is full refuses at once, and does not say when there is room.
    const bool is_full = errno == EAGAIN && address.bytes.ss_family == AF_UNIX;
    if (!is_full) return PeerAnswer::Result::hung_up;
    if (Clock::now() >= until) return PeerAnswer::Result::late;
    std::this_thread::sleep_for(kPause);
  }
  return PeerAnswer::Result::monit;
}

// Empty for a unix socket.
std::string address_of_this_end(const Fd& fd) {
  sockaddr_storage own{};
  socklen_t length = sizeof own;
  auto* const generic = reinterpret_cast<sockaddr*>(&own);
  std::array<char, NI_MAXHOST> text{};
  if (::getsockname(fd.get(), generic, &length) != 0 || own.ss_family == AF_UNIX) return {};
  const bool told =
      ::getnameinfo(generic, length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0;
  return told ? text.data() : std::string();
}

ConnectResult connect_at(const SocketAddress& address, const IdentifyPeer& identify,
                         Clock::time_point until) {
  constexpr int kType = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK;
  ConnectResult connected;
  connected.fd = Fd(::socket(address.bytes.ss_family, kType, 0));
  if (!connected.fd) return not_connected(errno, PeerAnswer::Result::hung_up);
  errno = 0;
  const PeerAnswer::Result result = connect_socket(connected.fd, address, until);
  if (result != PeerAnswer::Result::monit) return not_connected(errno, result);
  connected.from = address_of_this_end(connected.fd);
  connected.answer = identify(connected.fd.get(), until);
  if (connected.answer.result != PeerAnswer::Result::monit) connected.fd.reset();
  return connected;
}

ConnectResult connect_to_socket(const std::string& path, const IdentifyPeer& identify,
                                Clock::time_point until) {
  sockaddr_un named{};
  named.sun_family = AF_UNIX;
  if (path.size() >= sizeof named.sun_path) return not_connected(0, PeerAnswer::Result::hung_up);
  std::memcpy(&named.sun_path[0], path.data(), path.size());
  SocketAddress address;
  address.size = sizeof named;
  std::memcpy(&address.bytes, &named, sizeof named);
  return connect_at(address, identify, until);
}

struct Addresses {
  std::vector<SocketAddress> all{};  ///< Empty if the resolver finds none.
  int error = 0;                     ///< An errno, if the resolver failed for it.
};

Addresses addresses_of(const ServerAddress& server) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(server.port);
  errno = 0;
  const int failed = ::getaddrinfo(server.host.c_str(), port.c_str(), &wanted, &found);
  // The resolver says of some failures only that there is no answer (EAI_AGAIN).
  if (failed != 0) return {{}, failed == EAI_MEMORY ? ENOMEM : errno};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(found, ::freeaddrinfo);
  Addresses addresses;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    if (one->ai_addrlen > sizeof(sockaddr_storage)) continue;
    SocketAddress& address = addresses.all.emplace_back();
    address.size = one->ai_addrlen;
    std::memcpy(&address.bytes, one->ai_addr, one->ai_addrlen);
  }
  return addresses;
}

}  // namespace

ConnectResult connect_to_first(const std::vector<SocketAddress>& addresses,
                               const IdentifyPeer& identify, Clock::time_point until) {
  ConnectResult result = not_connected(0, PeerAnswer::Result::hung_up);
  auto left = static_cast<int>(addresses.size());
  for (const SocketAddress& address : addresses) {
    const Clock::time_point now = Clock::now();
    ConnectResult tried = connect_at(address, identify, now + (until - now) / left--);
    if (tried.fd || result.answer.result != PeerAnswer::Result::not_monit) {
      result = std::move(tried);
    }
    if (result.fd) break;
  }
  return result;
}

ConnectResult connect_to_monit(const ServerAddress& server, const IdentifyPeer& identify,
                               Clock::time_point until) {
  if (!server.unix_path.empty()) return connect_to_socket(server.unix_path, identify, until);
  const Addresses addresses = addresses_of(server);
  if (addresses.all.empty()) {
    return not_connected(addresses.error, PeerAnswer::Result::hung_up);
  }
  return connect_to_first(addresses.all, identify, until);
}

}  // namespace pkgmap
