// Reads `protocol NAME [options]` of connection tests: monit(1), CONNECTION TESTING.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Which of the options that exclude each other the control file has given so far.
struct ProtocolUse {
  bool is_head = false;       ///< http with `method HEAD`
  bool has_checksum = false;  ///< http with `checksum`
  bool has_rsa_key = false;   ///< mysql with `rsakey`
  bool has_user = false;      ///< `username`
};

/// Reads from the word `protocol` on, by the contract of parser.hpp. Also sets what the protocol
/// implies, ConnectionTest::is_tls and is_udp. Updates `use`.
bool read_protocol(Parser& parser, ConnectionTest& connection, ProtocolUse& use);

}  // namespace pkgmap::monitrc
