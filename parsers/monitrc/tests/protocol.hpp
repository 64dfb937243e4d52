// `protocol NAME [options]` of connection tests: monit(1), CONNECTION TESTING.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Which options of a protocol are given, for those that exclude each other.
struct ProtocolUse {
  bool is_head = false;       ///< http with `method HEAD`
  bool has_checksum = false;  ///< http with `checksum`
  bool has_rsa_key = false;   ///< mysql with `rsakey`
  bool has_user = false;      ///< `username`
};

/// Reads from `protocol` on, by the contract of parser.hpp. Sets what the protocol implies: TLS,
/// UDP.
bool read_protocol(Parser& parser, ConnectionTest& connection, ProtocolUse& use);

}  // namespace pkgmap::monitrc
