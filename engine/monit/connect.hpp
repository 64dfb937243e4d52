// Connects to monit, and identifies the other end before a byte is sent.
//
// Ends at the given time, except that the resolver may take longer for a host name. Any thread.
#pragma once

#include <sys/socket.h>

#include <chrono>
#include <string>
#include <vector>

#include "engine/monit/peer.hpp"
#include "engine/system/fd.hpp"

namespace pkgmap {

/// Where monit's server listens.
struct ServerAddress {
  std::string unix_path{};  ///< Empty: host and port.
  std::string host{};
  int port = 0;
};

struct ConnectResult {
  Fd fd{};  ///< Non-blocking. Not open unless `answer` says monit.
  /// A refused connection counts as PeerAnswer::Result::hung_up. A name may have several addresses:
  /// the answer is that of the first address with monit, else of the first with another process.
  PeerAnswer answer{};
  /// Why this side has no socket (errno): it has no memory or descriptor left, so nobody knows
  /// whether monit listens. 0: the other side has refused.
  int own_error = 0;
};

/// Where one socket listens, as connect(2) takes it.
struct SocketAddress {
  sockaddr_storage bytes{};
  socklen_t size = 0;
};

/// Tries one address after the other until monit answers. Each has an equal share of the time that
/// is left, so that who does not accept at one of them does not hide monit at another.
ConnectResult connect_to_first(const std::vector<SocketAddress>& addresses,
                               const IdentifyPeer& identify,
                               std::chrono::steady_clock::time_point until);

/// Waits until there is room among the connections that monit's unix socket has not accepted yet.
ConnectResult connect_to_monit(const ServerAddress& server, const IdentifyPeer& identify,
                               std::chrono::steady_clock::time_point until);

}  // namespace pkgmap
