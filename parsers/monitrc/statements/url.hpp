// URLs as monit's scanner cuts them: `http[s]://[USER:PASSWORD@]HOST[:PORT][/PATH][?QUERY]`.
#pragma once

#include <string>

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

struct Url {
  std::string host;
  int port = 0;
  bool is_tls = false;
  std::string shown;  ///< Without user and password.
};

/// Takes the next token, which is a URL; complains about what monit would not read.
Url take_url(Parser& parser);

}  // namespace pkgmap::monitrc
