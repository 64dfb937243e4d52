// Finds out whether the monit of this host and of one control file is at the other end of a
// connection.
//
// The kernel says which user and which process have the socket (socket_peer.hpp), and /proc whether
// this process is monit (monit_process.hpp). Only root can fake either answer. The function refuses
// a process of a user other than root and the user of this program. A process that is not shown to
// be monit itself, such as a forwarder of root or a process in another network namespace, counts as
// monit only if the control file names a certificate, whose key the caller then compares, or if the
// policy trusts it (`unknown_peer: trust`). If /proc hides the process from this user, the user and
// the name of the process decide alone (Peer::KnownBy::user).
#pragma once

#include <string>

#include "engine/monit/peer.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap {

/// What is known about monit before the connection.
struct IdentifyTerms {
  std::string where;         ///< The endpoint for people: "127.0.0.1:2812".
  std::string control_file;  ///< Absolute; empty: not known.
  std::string pidfile;       ///< As the control file sets it; empty if it sets none.
  /// Whether the control file names a certificate. The caller then compares certificates in the TLS
  /// handshake, before it sends a request.
  bool has_certificate = false;
  rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse;
};

/// Returns a function for IdentifyPeer (peer.hpp). The function and all its copies share one state,
/// which keeps the last pid of monit to find the process faster. So only one thread at a time may
/// call the function or any of its copies.
IdentifyPeer identify_monit_as(IdentifyTerms terms);

}  // namespace pkgmap
