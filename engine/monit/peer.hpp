// Who is at the other end of a connection to monit, and what shows that it is monit.
//
// Values, and the type of the function that the client calls for every connection before it sends a
// byte.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

struct Peer {
  enum class KnownBy : std::uint8_t {
    process,      ///< monit's own process has the socket.
    user,         ///< Weaker: a user that monit may have has the socket; /proc hides the process.
    certificate,  ///< The peer has the key of the certificate that the control file names.
    policy,       ///< No evidence; the policy trusts the peer.
  };
  KnownBy known_by = KnownBy::policy;
  int pid = 0;                   ///< Of monit; 0 unless known_by is process or user.
  std::uint64_t start_time = 0;  ///< Clock ticks since boot, proc(5).
  std::string doubt{};           ///< For people: what speaks against it; may be empty.
  std::string todo{};            ///< For people: what removes the doubt; may be empty.
};

/// For people: with a unix socket, the process of monit is known.
inline constexpr const char* kUnixSocketHint =
    "let monit listen on a unix socket: 'set httpd unixsocket /run/monit.sock'";

struct PeerAnswer {
  enum class Result : std::uint8_t {
    monit,
    not_monit,  ///< `refusal` says which process it is. The caller sends it no byte.
    hung_up,    ///< The connection is closed.
    late,       ///< The peer did not accept the connection in time.
  };
  Result result = Result::not_monit;
  Peer peer;
  Error refusal{};
};

/// Returns who is at the other end of a connected socket, at the given time at the latest.
using IdentifyPeer = std::function<PeerAnswer(int fd, std::chrono::steady_clock::time_point until)>;

}  // namespace pkgmap
