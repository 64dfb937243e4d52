// Sends bytes to the other end of a connection and receives them, in the clear or through TLS.
//
// Every call ends at a given moment. A peer that hangs up causes no signal. Starts no thread. A
// stream may be used from one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/system/fd.hpp"

namespace pkgmap {

enum class StreamResult : std::uint8_t {
  ok,
  ended,   ///< The other end has closed the connection.
  late,    ///< The given moment came first.
  broken,  ///< The connection or TLS failed.
};

class ByteStream {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  virtual ~ByteStream() = default;

  /// Does the TLS handshake, if there is TLS. Sends nothing else.
  virtual StreamResult open(Moment until) = 0;
  /// Returns the key of the other end's certificate, see certificate.hpp; empty if it has none.
  virtual std::string key() const = 0;
  /// Sends all bytes, or fails.
  virtual StreamResult write(std::string_view bytes, Moment until) = 0;
  /// Waits for bytes and appends them; at least one if the result is ok.
  virtual StreamResult read(std::string& into, Moment until) = 0;
};

/// Returns a stream over a connected, non-blocking socket, which the stream's destructor closes.
std::unique_ptr<ByteStream> plain_stream(Fd fd);
/// Returns the same with TLS, as a client. It verifies no certificate: see ByteStream::key().
std::unique_ptr<ByteStream> tls_stream(Fd fd);

}  // namespace pkgmap
