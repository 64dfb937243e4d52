// Connects to monit, and identifies the other end before a byte is sent.
//
// Every call ends at the moment `until` at the latest, except that resolving a host name may take
// longer. For one thread, since it calls pulse() (pulse.hpp).
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
  std::string unix_path{};  ///< Empty: `host` and `port` count.
  std::string host{};
  int port = 0;
};

/// A connection, or the reason why there is none.
struct ConnectResult {
  Fd fd{};  ///< Non-blocking; open only if `answer` has Result::monit.
  /// What `identify` returned, if there was a connection. Without a connection:
  /// PeerAnswer::Result::late if the time was up; else PeerAnswer::Result::hung_up (refused, no
  /// address found, or this process could not make a socket). Of several addresses, this is the
  /// answer of the first address at which monit listens; else of the first at which another process
  /// listens; else of the last.
  PeerAnswer answer{};
  /// The errno if this process lacked memory or descriptors for the connection, so that nobody
  /// knows whether monit listens; else 0.
  int own_error = 0;
  /// The address of this end, in digits: "127.0.0.1". Only of a TCP connection; else empty.
  std::string from{};
};

/// An address as connect(2) takes it.
struct SocketAddress {
  sockaddr_storage bytes{};
  socklen_t size = 0;
};

/// Tries one address after the other, until monit listens at one of them. Each address gets an
/// equal share of the remaining time, so that an address that does not answer does not hide monit
/// at the next address.
ConnectResult connect_to_first(const std::vector<SocketAddress>& addresses,
                               const IdentifyPeer& identify,
                               std::chrono::steady_clock::time_point until);

/// Connects to `server`; tries all addresses of its host name. If the queue of monit's unix socket
/// is full, waits until there is room, at most until `until`.
ConnectResult connect_to_monit(const ServerAddress& server, const IdentifyPeer& identify,
                               std::chrono::steady_clock::time_point until);

}  // namespace pkgmap
