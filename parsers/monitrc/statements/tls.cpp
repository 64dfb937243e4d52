#include "parsers/monitrc/statements/tls.hpp"

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/sum.hpp"
#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

bool at_version(Parser& parser) {
  const Token& next = parser.peek();
  if (next.is(Keyword::tls_version)) return true;
  return next.is(Keyword::reserved) && next.text.starts_with('-');
}

/// Reads the sum behind the algorithm.
bool read_sum(Parser& parser, KeySum& into) {
  const Span span = parser.peek().span;
  std::string sum;
  if (!parser.string("a checksum", sum)) return false;
  into.digits = hex_digits(sum);
  const std::optional<Algorithm> told = algorithm_by_length(into.digits.size());
  if (!told || (into.algorithm && told != into.algorithm)) {
    parser.report.error(
        span, "a checksum cannot have " + std::to_string(into.digits.size()) + " hex digits",
        "md5 has 32, sha1 has 40, sha256 has 64");
  } else if (told == Algorithm::sha256) {
    parser.uses(Feature::sha256, span);
  }
  into.algorithm = told;
  return true;
}

bool read_switch(Parser& parser, std::string_view on, std::string_view off, const char* what,
                 std::optional<bool>& into) {
  const bool is_on = parser.accept_word(on);
  if (!is_on && !parser.accept_word(off)) return parser.fails(what);
  into = is_on;
  return true;
}

bool read_authority(Parser& parser, HostQuestion question, std::string& into) {
  const Token path = parser.peek();
  if (!parser.path(into)) return false;
  parser.ask_host(question, path, into);
  return true;
}

/// monit's build decides about SSL 2 and 3: a monit with the SSL library of today refuses them.
void take_version(Parser& parser, Tls& tls) {
  const Token& next = parser.peek();
  if (equal_without_case(next.text, "sslv2") || equal_without_case(next.text, "sslv3")) {
    parser.report.warning(next.span, "monit refuses this version if its SSL library lacks it",
                          "the SSL libraries of today lack it: write 'tlsv12'");
  }
  tls.options.versions.push_back(lower(parser.take().text));
}

/// `pemfile`, `pemchain`, `pemkey`
std::string& pem_of(TlsOptions& options, const Token& name) {
  if (equal_without_case(name.text, "pemfile")) return options.pem_file;
  return equal_without_case(name.text, "pemkey") ? options.pem_key : options.pem_chain;
}

/// Reads the value behind the name and its colon.
bool read_option(Parser& parser, const Token& name, Tls& tls) {
  TlsOptions& options = tls.options;
  if (equal_without_case(name.text, "cipher") ||
      equal_without_case(name.text, "ciphers")) {  // Ciphers alone do not switch TLS on.
    return parser.string("ciphers in quotes", options.ciphers);
  }
  tls.is_on = true;
  switch (name.keyword) {
    case Keyword::version:
      while (at_version(parser)) take_version(parser, tls);
      return true;
    case Keyword::pem_file:
      if (!equal_without_case(name.text, "pemfile")) parser.uses(Feature::tls_chain, name.span);
      return read_pem(parser, pem_of(options, name));
    case Keyword::clientpem_file:
      return read_pem(parser, options.client_pem_file);
    default:
      break;
  }
  if (equal_without_case(name.text, "verify")) {
    return read_switch(parser, "enable", "disable", "'enable' or 'disable'", options.verify);
  }
  if (equal_without_case(name.text, "selfsigned")) {
    return read_switch(parser, "allow", "reject", "'allow' or 'reject'",
                       options.allows_self_signed);
  }
  if (equal_without_case(name.text, "cacertificatefile")) {
    return read_authority(parser, HostQuestion::certificate, options.authority_file);
  }
  if (equal_without_case(name.text, "cacertificatepath")) {
    return read_authority(parser, HostQuestion::directory, options.authority_path);
  }
  parser.report.error(name.span, "unknown option of 'ssl': " + parser.report.shown(name));
  return false;
}

/// Reads the sum of `certificate checksum …`, or of `certmd5 …`, whose word names the algorithm.
bool read_certificate_sum(Parser& parser, Tls& tls, std::optional<Algorithm> algorithm) {
  KeySum sum{algorithm, {}};
  if (algorithm ? !read_sum(parser, sum) : !read_key_sum(parser, false, sum)) return false;
  tls.options.checksum = sum.digits;
  tls.options.checksum_algorithm = sum.algorithm;
  return true;
}

}  // namespace

bool read_pem(Parser& parser, std::string& into) {
  const Token path = parser.peek();
  const bool is_seen = !into.empty();
  if (!parser.path(into)) return false;
  if (is_seen) parser.report.error(path.span, "this kind of certificate file is given twice");
  parser.ask_host(HostQuestion::certificate, path, into);
  return true;
}

bool read_tls(Parser& parser, Tls& tls) {
  const Span span = parser.take().span;
  if (!parser.peek().is('{')) {
    tls.is_on = true;
    return true;
  }
  parser.uses(Feature::tls_options, span);
  if (!read_tls_block(parser, tls)) return false;
  if (tls.is_on) return true;
  parser.report.warning(span, "this 'ssl { }' does not make monit use TLS",
                        "write 'ssl' without braces, or add an option such as 'verify: enable'");
  return true;
}

bool read_tls_block(Parser& parser, Tls& tls) {
  parser.take();
  while (!parser.accept('}')) {
    if (!parser.at(TokenKind::word)) return parser.fails("an option of 'ssl' or '}'");
    const Token name = parser.take();
    if (!parser.accept(':')) return parser.fails("':'");
    if (!read_option(parser, name, tls)) return false;
  }
  return true;
}

std::optional<bool> read_tls_option(Parser& parser, Tls& tls, bool with_versions) {
  const Token next = parser.peek();
  if (next.is(Keyword::ssl)) return read_tls(parser, tls);
  if (next.is(Keyword::certificate) && !at_certificate_age(parser)) {
    parser.uses(Feature::certificate, parser.take().span);
    tls.is_on = true;
    if (!parser.accept(Keyword::checksum)) return parser.fails("'checksum'");
    return read_certificate_sum(parser, tls, std::nullopt);
  }
  if (!with_versions) return std::nullopt;
  if (at_version(parser)) {
    tls.is_on |= !next.text.starts_with('-');
    take_version(parser, tls);
    return true;
  }
  if (!parser.accept_word("certmd5")) return std::nullopt;
  tls.is_on = true;
  return read_certificate_sum(parser, tls, Algorithm::md5);
}

bool at_certificate_age(Parser& parser) {
  const Token& next = parser.peek(1);
  return parser.at(Keyword::certificate) && next.is(Keyword::reserved) &&
         equal_without_case(next.text, "valid");
}

bool read_certificate_age(Parser& parser, Tls& tls) {
  parser.uses(Feature::certificate, parser.take().span);
  parser.take();
  tls.is_on = true;
  const Token next = parser.peek();
  if (next.is(Keyword::compare) && read_operator(parser) != Operator::greater) {
    parser.report.expected("'>'", next);
    return false;
  }
  if (!parser.number("a number of days", tls.options.certificate_days)) return false;
  return parser.accept(Keyword::day) || parser.fails("'days'");
}

bool read_key_sum(Parser& parser, bool takes_sha256, KeySum& into) {
  if (parser.accept(Keyword::md5))
    into.algorithm = Algorithm::md5;
  else if (parser.accept(Keyword::sha1))
    into.algorithm = Algorithm::sha1;
  else if (takes_sha256 && parser.accept(Keyword::sha256))
    into.algorithm = Algorithm::sha256;
  const Token op = parser.peek();
  if (op.is(Keyword::compare) && read_operator(parser) != Operator::equal) {
    parser.report.expected("'='", op);
    return false;
  }
  return read_sum(parser, into);
}

}  // namespace pkgmap::monitrc
