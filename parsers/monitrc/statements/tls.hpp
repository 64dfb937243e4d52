// `ssl { … }` and its old forms: monit(1), SSL SETTINGS.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// What is read; `options` must outlive it.
struct Tls {
  TlsOptions& options;
  bool is_on = false;
};

/// `ssl`, `ssl { … }`; the next token is the word. Braces with nothing or only
/// ciphers in them switch nothing on.
bool read_tls(Parser& parser, Tls& tls);
/// `{ … }`; the next token is the '{'.
bool read_tls_block(Parser& parser, Tls& tls);
/// Behind `pemfile` and the like.
bool read_pem(Parser& parser, std::string& into);

/// `certificate checksum …`, `sslv2`, …, `certmd5 SUM`: options that stand beside `ssl`. None: the
/// next token begins none of them. `with_versions`: and not only the first of them.
std::optional<bool> read_tls_option(Parser& parser, Tls& tls, bool with_versions);
/// `certificate valid > N days`; the next token is `certificate`, and `valid` follows.
bool read_certificate_age(Parser& parser, Tls& tls);
bool at_certificate_age(Parser& parser);

struct KeySum {
  std::optional<Algorithm> algorithm;
  std::string digits;
};

/// `[md5|sha1|sha256] [=] SUM`, of a certificate or key; behind `checksum`.
bool read_key_sum(Parser& parser, bool takes_sha256, KeySum& into);

}  // namespace pkgmap::monitrc
