// URLs as monit's scanner cuts them: `http[s]://[USER:PASSWORD@]HOST[:PORT][/PATH][?QUERY]`.
#pragma once

#include <string>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

struct Url {
  std::string host;  ///< Without brackets; empty if the URL has no host.
  int port = 0;      ///< 80 or 443 if the URL has no port.
  bool is_tls = false;
  std::string shown;  ///< The URL without user, password and port.
};

/// Takes the next token, which must be a URL. Reports what monit would refuse, and returns the
/// parts that it could read.
Url take_url(Parser& parser);

}  // namespace pkgmap::monitrc
