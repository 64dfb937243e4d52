// The interface between engine/monit and the module of TLS, which has TLS as a client and reads the
// keys of certificates.
//
// The module is a library that the program loads only if it asks monit by TLS, since loading
// OpenSSL takes a third of the time in which the program starts. The module uses no socket: the
// caller sends what take() returns, and passes what it receives to receive(). No function throws
// anything but std::bad_alloc. One thread at a time may use a connection; key_in() may run in any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/source/digest.hpp"

namespace pkgmap::tls {

/// The result of shake_hands(), write() and read(). After each of these calls the caller sends what
/// take() returns.
enum class Step : std::uint8_t {
  done,
  starved,  ///< The call needs bytes of the other end: receive() them, and call again.
  ended,    ///< The other end has ended TLS. Only the caller sees that the socket is closed.
  broken,   ///< The connection cannot be used any more.
};

struct Connection;

/// The functions of the module.
struct Functions {
  /// PKGMAP_VERSION of the module; engine/monit refuses a module of a version other than that of
  /// the program.
  const char* version;

  /// Returns a connection as a client that verifies no certificate; null on failure. The caller
  /// gives the connection to close().
  Connection* (*open)();
  /// Frees the connection.
  void (*close)(Connection* connection);
  /// Begins or continues the handshake, which must be done before write() and read().
  Step (*shake_hands)(Connection* connection);
  /// Encrypts all `bytes`, which must not be empty, for take(). After Step::starved the caller
  /// calls again with the same bytes.
  Step (*write)(Connection* connection, std::string_view bytes);
  /// Appends decrypted bytes that have come to `into`: from 1 byte to 16 KiB if the result is
  /// Step::done, else none. More bytes may be left for the next call.
  Step (*read)(Connection* connection, std::string& into);
  /// Returns the bytes that the caller must send to the other end; may be empty.
  std::string (*take)(Connection* connection);
  /// Passes bytes that came from the other end. Returns false if there is no memory for them.
  bool (*receive)(Connection* connection, std::string_view bytes);

  /// Returns the SHA-256 of the public key (RFC 7469) of the other end's certificate, as 32 bytes;
  /// empty if the other end has no certificate.
  std::string (*peer_key)(Connection* connection);
  /// Returns what peer_key() returns, but for the first certificate in the text `pem`. `wanted` are
  /// the bytes of a digest of the whole certificate by `algorithm`, one of kMonitAlgorithms; if
  /// `wanted` is empty, any certificate counts. Returns an empty text if there is no certificate,
  /// or if the certificate has another digest.
  std::string (*key_in)(const std::string& pem, const Algorithm& algorithm,
                        const std::string& wanted);
};

}  // namespace pkgmap::tls

/// The only symbol of the module. Weak, since tests are linked with the module, while the program
/// loads it by dlopen(3).
extern "C" __attribute__((weak, visibility("default"))) const pkgmap::tls::Functions pkgmap_tls;
