#include "engine/monit/connect.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

ConnectResult not_connected(PeerAnswer::Result result) {
  ConnectResult failure;
  failure.answer.result = result;
  return failure;
}

int milliseconds_until(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

// Whether the connection stands at last.
PeerAnswer::Result await_connection(const Fd& fd, Clock::time_point until) {
  pollfd waiting{fd.get(), POLLOUT, 0};
  const int ready = ::poll(&waiting, 1, milliseconds_until(until));
  if (ready == 0) return PeerAnswer::Result::late;
  int error = 0;
  socklen_t length = sizeof error;
  const bool asked =
      ready > 0 && ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &length) == 0;
  return asked && error == 0 ? PeerAnswer::Result::monit : PeerAnswer::Result::hung_up;
}

}  // namespace

ConnectResult connect_to_monit(const SocketAddress& address, const IdentifyPeer& identify,
                               Clock::time_point until) {
  ConnectResult connected;
  connected.fd =
      Fd(::socket(address.family, address.type | SOCK_CLOEXEC | SOCK_NONBLOCK, address.protocol));
  if (!connected.fd) return not_connected(PeerAnswer::Result::hung_up);
  if (::connect(connected.fd.get(), address.address, address.length) != 0) {
    if (errno != EINPROGRESS) return not_connected(PeerAnswer::Result::hung_up);
    if (const PeerAnswer::Result result = await_connection(connected.fd, until);
        result != PeerAnswer::Result::monit) {
      return not_connected(result);
    }
  }
  connected.answer = identify(connected.fd.get(), until);
  if (connected.answer.result != PeerAnswer::Result::monit) connected.fd.reset();
  return connected;
}

}  // namespace pkgmap
