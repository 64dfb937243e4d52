// Reads `ssl { … }` and its old forms: monit(1), SSL SETTINGS. Each function that reads returns
// false, after reporting an error, if it could not read on (the contract of parser.hpp); what it
// fills in is then incomplete.
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
/// Reads the path behind `pemfile` and the like.
bool read_pem(Parser& parser, std::string& into);

/// Reads `ssl …` or `certificate checksum …`; if `with_versions` is true, also `sslv2`, … and
/// `certmd5 SUM`. Returns nullopt, and takes no token, if no such option comes next; else true, or
/// false after reporting an error.
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
