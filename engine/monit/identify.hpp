// Whether monit is at the other end of a connection: of this host, with this control file.
//
// The kernel knows whose socket it is (socket_peer.hpp), /proc knows what that process is
// (monit_process.hpp). Whoever is not root can fake neither. What is root's but not monit, as a
// forwarder, hides who is behind it: that is monit if the certificate says so, or if the
// administrator wants it believed. A user who is not root is refused in any case. One thread.
#pragma once

#include <string>

#include "engine/monit/peer.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap {

struct IdentifyTerms {
  std::string where;         ///< The endpoint for people: "127.0.0.1:2812".
  std::string control_file;  ///< Absolute; empty: not known.
  std::string pidfile;       ///< Of the control file; empty: not set there.
  /// A certificate is compared when TLS begins, before anything else is sent.
  bool has_certificate = false;
  rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse;
};

IdentifyPeer identify_monit_as(IdentifyTerms terms);

}  // namespace pkgmap
