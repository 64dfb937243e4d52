// `protocol NAME [options]` of connection tests: monit(1), CONNECTION TESTING.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// What the options of a protocol forbid each other.
struct ProtocolUse {
  bool is_head = false;       ///< http with `method HEAD`
  bool has_checksum = false;  ///< http with `checksum`
  bool has_rsa_key = false;   ///< mysql with `rsakey`
  bool has_user = false;      ///< `username`
};

/// The next token is `protocol`. Sets what the protocol implies.
bool read_protocol(Parser& parser, ConnectionTest& connection, ProtocolUse& use);

}  // namespace pkgmap::monitrc
