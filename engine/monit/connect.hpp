// A connection to monit: made and identified, before anybody writes to it.
//
// One thread. Bounded by the given time.
#pragma once

#include <sys/socket.h>

#include <chrono>

#include "engine/monit/peer.hpp"
#include "engine/system/fd.hpp"

namespace pkgmap {

struct SocketAddress {
  int family = AF_UNSPEC;
  int type = SOCK_STREAM;
  int protocol = 0;
  const sockaddr* address = nullptr;
  socklen_t length = 0;
};

struct ConnectResult {
  Fd fd;  ///< Non-blocking. Not open unless `answer` says monit.
  PeerAnswer answer;
};

/// A connection that is refused counts as PeerAnswer::Result::hung_up.
ConnectResult connect_to_monit(const SocketAddress& address, const IdentifyPeer& identify,
                               std::chrono::steady_clock::time_point until);

}  // namespace pkgmap
