// Reads URLs as monit's scanner does: `http[s]://[USER:PASSWORD@]HOST[:PORT][/PATH][?QUERY]`.
#pragma once

#include <string>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// The parts of a URL.
struct Url {
  std::string host;  ///< Without brackets; empty if the URL has no host.
  /// 80 (http) or 443 (https) if the URL has no port, or a port that could not be read.
  int port = 0;
  bool is_tls = false;  ///< True for https.
  std::string shown;    ///< The URL without user, password and port.
};

/// Takes the next token; the caller has checked that it is a URL. Reports to the diagnostics of
/// `parser` what monit would refuse, and returns the parts that could be read.
Url take_url(Parser& parser);

}  // namespace pkgmap::monitrc
