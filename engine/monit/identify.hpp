// Whether the monit of this host and this control file is at the other end of a connection.
//
// The kernel says whose socket it is (socket_peer.hpp), /proc what that process is
// (monit_process.hpp). A user other than root can fake neither, and is refused in any case. Another
// process of root's, such as a forwarder, hides who is behind it: it is taken for monit if its
// certificate is monit's, or if the policy trusts it. A function that was returned may be called
// from one thread at a time.
#pragma once

#include <string>

#include "engine/monit/peer.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap {

struct IdentifyTerms {
  std::string where;         ///< The endpoint for people: "127.0.0.1:2812".
  std::string control_file;  ///< Absolute; empty: not known.
  std::string pidfile;       ///< As the control file sets it; empty: it does not.
  /// Whether the control file names a certificate. The caller compares it when TLS begins, before
  /// it sends anything else.
  bool has_certificate = false;
  rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse;
};

/// Returns a function that remembers the last pid of monit, to find it faster.
IdentifyPeer identify_monit_as(IdentifyTerms terms);

}  // namespace pkgmap
