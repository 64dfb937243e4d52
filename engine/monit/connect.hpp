// Connects to monit, and identifies the other end before a byte is sent.
//
// Ends at the given time, except that the resolver may take longer for a host name. Any thread.
#pragma once

#include <chrono>
#include <string>

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
};

ConnectResult connect_to_monit(const ServerAddress& server, const IdentifyPeer& identify,
                               std::chrono::steady_clock::time_point until);

}  // namespace pkgmap
