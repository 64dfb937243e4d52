// Sends bytes to the other end of a connection and receives them, in the clear or through TLS.
//
// Every call ends at the moment `until` at the latest. A peer that hangs up causes no signal. One
// thread at a time may use a stream.
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
  late,    ///< The moment `until` came first.
  broken,  ///< The connection or TLS failed.
};

class ByteStream {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  virtual ~ByteStream() = default;

  /// Makes the TLS handshake on a stream with TLS; on a plain stream sends and receives no byte.
  /// The caller calls the other functions only if the result is ok.
  virtual StreamResult open(Moment until) = 0;
  /// Returns the key of the other end's certificate, in the form of certificate.hpp; empty if the
  /// other end has no certificate, and on a plain stream.
  virtual std::string key() const = 0;
  /// Sends all bytes. If the result is not ok, the other end may have got a part of them.
  virtual StreamResult write(std::string_view bytes, Moment until) = 0;
  /// Waits for bytes and appends them to `into`: at least one byte if the result is ok.
  virtual StreamResult read(std::string& into, Moment until) = 0;
};

/// Returns a stream over a connected, non-blocking socket, which the stream's destructor closes.
std::unique_ptr<ByteStream> plain_stream(Fd fd);
/// As plain_stream(), but the stream speaks TLS as a client. It verifies no certificate; the caller
/// compares ByteStream::key(). If the module of TLS (tls_module.hpp) cannot be loaded, open()
/// returns StreamResult::broken.
std::unique_ptr<ByteStream> tls_stream(Fd fd);

}  // namespace pkgmap
