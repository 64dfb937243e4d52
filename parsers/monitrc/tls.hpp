// `ssl { … }` and its old forms: monit(1), SSL SETTINGS.
#pragma once

#include "parsers/monitrc/parser.hpp"

namespace pkgmap::monitrc {

/// What of it matters beyond its own syntax.
struct Tls {
  bool is_on = false;
  bool has_pem_file = false;
  bool has_pem_chain = false;
  bool has_pem_key = false;
  bool has_client_pem_file = false;
  int certificate_days = 0;
};

/// `ssl`, `ssl { … }`; the next token is the word.
bool read_tls(Parser& parser, Tls& tls);
/// `{ … }`; the next token is the '{'.
bool read_tls_block(Parser& parser, Tls& tls);
/// Behind `pemfile` and the like.
bool read_pem(Parser& parser, bool& seen);

/// `certificate checksum …`, `sslv2`, …, `certmd5 SUM`: options that stand beside `ssl`. None: the
/// next token begins none of them. `with_versions`: and not only the first of them.
std::optional<bool> read_tls_option(Parser& parser, Tls& tls, bool with_versions);
/// `certificate valid > N days`; the next token is `certificate`, and `valid` follows.
bool read_certificate_age(Parser& parser, Tls& tls);
bool at_certificate_age(Parser& parser);

/// `[md5|sha1|sha256] [=] SUM`, of a certificate or key; behind `checksum`.
bool read_key_sum(Parser& parser, bool takes_sha256);

}  // namespace pkgmap::monitrc
