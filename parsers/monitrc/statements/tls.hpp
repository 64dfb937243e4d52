// Reads `ssl { … }` and its old forms: monit(1), SSL SETTINGS. For each function that reads, the
// contract of parser.hpp holds: it returns false, after reporting an error, if it could not read
// on. Its last argument is then incomplete.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// The options read so far, and whether they switch TLS on. `options` must outlive the Tls.
struct Tls {
  TlsOptions& options;
  bool is_on = false;
};

/// Reads `ssl` or `ssl { … }`; the next token must be `ssl`. Braces that are empty or hold only
/// ciphers do not switch TLS on.
bool read_tls(Parser& parser, Tls& tls);
/// Reads `{ … }`; the caller has checked that '{' comes next.
bool read_tls_block(Parser& parser, Tls& tls);
/// Reads the path behind `pemfile` or a similar word, which the caller has taken.
bool read_pem(Parser& parser, std::string& into);

/// Reads `ssl …` or `certificate checksum …`; if `with_versions` is true, also `sslv2`, … and
/// `certmd5 SUM`. If none of these options comes next, returns nullopt and takes no token. Else
/// returns true, or, after reporting an error, false.
std::optional<bool> read_tls_option(Parser& parser, Tls& tls, bool with_versions);
/// Reads `certificate valid > N days` into TlsOptions::certificate_days; at_certificate_age() must
/// be true.
bool read_certificate_age(Parser& parser, Tls& tls);
/// Returns whether the next tokens are `certificate valid`.
bool at_certificate_age(Parser& parser);

/// The checksum of a certificate or key.
struct KeySum {
  std::optional<Algorithm> algorithm;  ///< As written; nullopt if not given.
  std::string digits;                  ///< Hex, lower case.
};

/// Reads `[md5|sha1|sha256] [=] SUM` behind `checksum`. The word `sha256` is accepted only if
/// `takes_sha256` is true.
bool read_key_sum(Parser& parser, bool takes_sha256, KeySum& into);

}  // namespace pkgmap::monitrc
