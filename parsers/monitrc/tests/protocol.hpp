// Reads `protocol NAME [options]` of connection tests: monit(1), CONNECTION TESTING.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Which options of the protocol were read so far; read_protocol() sets the members. The caller
/// reports the combinations that monit refuses.
struct ProtocolUse {
  bool is_head = false;       ///< http with `method HEAD`
  bool has_checksum = false;  ///< http with `checksum`
  bool has_rsa_key = false;   ///< mysql with `rsakey`
  bool has_user = false;      ///< `username`
};

/// Reads from the word `protocol` on, by the contract of parser.hpp. Also sets
/// ConnectionTest::is_tls and is_udp if the protocol implies TLS or UDP. Updates `use`.
bool read_protocol(Parser& parser, ConnectionTest& connection, ProtocolUse& use);

}  // namespace pkgmap::monitrc
