// What the module of TLS does for engine/monit: TLS as a client, and the keys of certificates.
//
// The module is a library that the program loads only for a monit that it asks by TLS, since
// OpenSSL takes a third of the time in which the program starts. The module works on memory: its
// caller moves the bytes between memory and socket. No function throws but std::bad_alloc.
// One thread at a time may use a connection; key_in() may run in any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pkgmap::tls {

/// What a step of a connection came to.
enum class Step : std::uint8_t {
  done,
  starved,  ///< The step needs bytes of the other end first: receive(), and then the step again.
  ended,    ///< The other end has closed the connection.
  broken,
};

/// The digest by which a control file names a certificate.
enum class Digest : std::uint8_t { md5, sha1, sha256 };

struct Connection;

struct Functions {
  const char* version;  ///< PKGMAP_VERSION of the module; another one has other functions.

  /// Returns a client that verifies no certificate; null on failure. The caller calls close().
  Connection* (*open)();
  void (*close)(Connection* connection);
  Step (*shake_hands)(Connection* connection);
  Step (*write)(Connection* connection, std::string_view bytes);
  /// Appends what has come; at least one byte if the step is done.
  Step (*read)(Connection* connection, std::string& into);
  /// Returns the bytes for the other end that the steps have left; may be empty.
  std::string (*take)(Connection* connection);
  /// Hands over bytes of the other end. Returns false if they cannot be kept.
  bool (*receive)(Connection* connection, std::string_view bytes);

  /// Returns the SHA-256 of the public key (RFC 7469) of the other end's certificate, as bytes;
  /// empty if it has none.
  std::string (*peer_key)(Connection* connection);
  /// Returns the same for the first certificate of a text in PEM. Empty if there is none, or if its
  /// digest is not `wanted`, as bytes; an empty `wanted` is every digest.
  std::string (*key_in)(const std::string& pem, Digest digest, const std::string& wanted);
};

}  // namespace pkgmap::tls

/// The only symbol of the module. Weak: tests are linked with it, the program loads it.
extern "C" __attribute__((weak, visibility("default"))) const pkgmap::tls::Functions pkgmap_tls;
