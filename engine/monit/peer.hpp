// Whoever answers in monit's name, and how it is known that it is monit.
//
// Values, and the question that the client asks of every connection before a byte goes out.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

struct Peer {
  enum class KnownBy : std::uint8_t {
    process,      ///< The socket is held by monit's own process.
    user,         ///< Weaker: the socket is of the right user, the process may not be looked at.
    certificate,  ///< It has the key of the certificate that the control file names.
    policy,       ///< Nothing shows who it is; the administrator wants it believed.
  };
  KnownBy known_by = KnownBy::policy;
  int pid = 0;                   ///< Of monit; 0 unless known_by is process or user.
  std::uint64_t start_time = 0;  ///< Clock ticks since boot, proc(5).
  std::string doubt{};           ///< For people: why it is known by no more; empty: by process.
};

struct PeerAnswer {
  enum class Result : std::uint8_t {
    monit,
    not_monit,  ///< See `refusal`: it must not be told anything, nor believed.
    hung_up,
    late,  ///< It did not accept the connection in time.
  };
  Result result = Result::not_monit;
  Peer peer;
  Error refusal{};
};

/// Who is at the other end of a connected socket. Must end at the given time.
using IdentifyPeer = std::function<PeerAnswer(int fd, std::chrono::steady_clock::time_point until)>;

}  // namespace pkgmap
