// Types for the process at the other end of a connection to monit (the peer), and for the evidence
// that this process is monit.
//
// The types are plain values, except IdentifyPeer, the function that the client calls for every
// connection before it sends a byte.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// A process that counts as monit.
struct Peer {
  enum class KnownBy : std::uint8_t {
    process,      ///< monit's own process has the socket.
    user,         ///< Weaker: a user that monit may have has the socket; /proc hides the process.
    certificate,  ///< The peer has the key of the certificate that the control file names.
    policy,       ///< No evidence; the policy trusts the peer.
  };
  KnownBy known_by = KnownBy::policy;
  int pid = 0;  ///< 0 unless `known_by` is `process` or `user`.
  /// Of this process, in clock ticks since boot, proc(5); 0 if it is not known.
  std::uint64_t start_time = 0;
  std::string doubt{};  ///< For people: why this may not be monit; may be empty.
  std::string todo{};   ///< For people: what removes the doubt; may be empty.
};

/// A value of Peer::todo: with a unix socket the kernel names monit's process.
inline constexpr const char* kUnixSocketHint =
    "let monit listen on a unix socket: 'set httpd unixsocket /run/monit.sock'";

/// The answer of IdentifyPeer.
struct PeerAnswer {
  enum class Result : std::uint8_t {
    monit,
    not_monit,  ///< Another process, which `refusal` names. The caller must send it no byte.
    hung_up,    ///< The connection is closed, or the process has ended.
    late,       ///< The peer did not accept the connection in time, or was not found in time.
  };
  Result result = Result::not_monit;
  Peer peer;        ///< Only for Result::monit.
  Error refusal{};  ///< Only for Result::not_monit.
};

/// A function that says who is at the other end of the connected socket `fd`. Returns at `until` at
/// the latest.
using IdentifyPeer = std::function<PeerAnswer(int fd, std::chrono::steady_clock::time_point until)>;

}  // namespace pkgmap
