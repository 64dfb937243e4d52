#include "parsers/monitrc/tls.hpp"

#include "parsers/monitrc/characters.hpp"
#include "parsers/monitrc/measure.hpp"
#include "parsers/monitrc/sum.hpp"

namespace pkgmap::monitrc {
namespace {

bool at_version(Parser& parser) {
  const Token& next = parser.peek();
  if (next.is(Keyword::tls_version)) return true;
  return next.is(Keyword::reserved) && next.text.starts_with('-');
}

bool judge_sum(Parser& parser, Span span, const std::string& sum,
               std::optional<Algorithm> algorithm) {
  const std::optional<Algorithm> told = algorithm_by_length(hex_digits(sum).size());
  if (!told || (algorithm && told != algorithm)) {
    parser.report.error(
        span, "a checksum cannot have " + std::to_string(hex_digits(sum).size()) + " hex digits",
        "md5 has 32, sha1 has 40, sha256 has 64");
  } else if (told == Algorithm::sha256) {
    parser.uses(Feature::sha256, span);
  }
  return true;
}

bool read_switch(Parser& parser, std::string_view on, std::string_view off, const char* what) {
  return parser.accept_word(on) || parser.accept_word(off) || parser.fails(what);
}

bool read_file(Parser& parser, bool& seen) {
  return read_pem(parser, seen);
}

bool read_authority(Parser& parser, HostQuestion question) {
  const Token path = parser.peek();
  std::string value;
  if (!parser.path(value)) return false;
  parser.ask_host(question, path, value);
  return true;
}

/// Behind the name and its colon.
bool read_option(Parser& parser, const Token& name, Tls& tls) {
  std::string value;
  tls.is_on = true;
  switch (name.keyword) {
    case Keyword::version:
      while (at_version(parser)) parser.take();
      return true;
    case Keyword::pem_file:
      if (same_word(name.text, "pemfile")) return read_file(parser, tls.has_pem_file);
      parser.uses(Feature::tls_chain, name.span);
      return read_file(parser,
                       same_word(name.text, "pemkey") ? tls.has_pem_key : tls.has_pem_chain);
    case Keyword::clientpem_file:
      return read_file(parser, tls.has_client_pem_file);
    default:
      break;
  }
  if (same_word(name.text, "verify")) {
    return read_switch(parser, "enable", "disable", "'enable' or 'disable'");
  }
  if (same_word(name.text, "selfsigned")) {
    return read_switch(parser, "allow", "reject", "'allow' or 'reject'");
  }
  if (same_word(name.text.substr(0, 6), "cipher")) return parser.string("ciphers in quotes", value);
  if (same_word(name.text, "cacertificatefile")) {
    return read_authority(parser, HostQuestion::certificate);
  }
  if (same_word(name.text, "cacertificatepath")) {
    return read_authority(parser, HostQuestion::directory);
  }
  parser.report.error(name.span, "unknown option of 'ssl': " + parser.report.shown(name));
  return false;
}

}  // namespace

bool read_pem(Parser& parser, bool& seen) {
  const Token path = parser.peek();
  std::string value;
  if (!parser.path(value)) return false;
  if (seen) parser.report.error(path.span, "this kind of certificate file was given before");
  seen = true;
  parser.ask_host(HostQuestion::certificate, path, value);
  return true;
}

bool read_tls(Parser& parser, Tls& tls) {
  const Span span = parser.take().span;
  tls.is_on = true;
  if (!parser.peek().is('{')) return true;
  parser.uses(Feature::tls_options, span);
  return read_tls_block(parser, tls);
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
    return read_key_sum(parser, false);
  }
  if (!with_versions) return std::nullopt;
  if (at_version(parser)) {
    parser.take();
    return true;
  }
  if (!parser.accept_word("certmd5")) return std::nullopt;
  tls.is_on = true;
  const Span span = parser.peek().span;
  std::string sum;
  return parser.string("a checksum", sum) && judge_sum(parser, span, sum, Algorithm::md5);
}

bool at_certificate_age(Parser& parser) {
  const Token& next = parser.peek(1);
  return parser.at(Keyword::certificate) && next.is(Keyword::reserved) &&
         same_word(next.text, "valid");
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
  if (!parser.number("a number of days", tls.certificate_days)) return false;
  return parser.accept(Keyword::day) || parser.fails("'days'");
}

bool read_key_sum(Parser& parser, bool takes_sha256) {
  std::optional<Algorithm> algorithm;
  if (parser.accept(Keyword::md5))
    algorithm = Algorithm::md5;
  else if (parser.accept(Keyword::sha1))
    algorithm = Algorithm::sha1;
  else if (takes_sha256 && parser.accept(Keyword::sha256))
    algorithm = Algorithm::sha256;
  const Token op = parser.peek();
  if (op.is(Keyword::compare) && read_operator(parser) != Operator::equal) {
    parser.report.expected("'='", op);
    return false;
  }
  const Span span = parser.peek().span;
  std::string sum;
  return parser.string("a checksum", sum) && judge_sum(parser, span, sum, algorithm);
}

}  // namespace pkgmap::monitrc
