#include "parsers/monitrc/tests/protocol.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/sum.hpp"
#include "parsers/monitrc/statements/tls.hpp"
#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

/// Reads one option. Returns nullopt if the next token begins none.
using OptionReader = std::optional<bool> (*)(Parser&, ConnectionTest&, ProtocolUse&);

bool keep(ConnectionTest& connection, const char* name, std::string value,
          Operator op = Operator::equal) {
  connection.options.push_back({name, op, std::move(value)});
  return true;
}

bool read_value(Parser& parser, ConnectionTest& connection, const char* name, const char* what) {
  std::string value;
  return parser.string(what, value) && keep(connection, name, std::move(value));
}

bool read_secret(Parser& parser, ConnectionTest& connection, const char* name, const char* what) {
  std::string value;
  return parser.string(what, value) && keep(connection, name, kHidden);
}

bool read_number(Parser& parser, ConnectionTest& connection, const char* name,
                 Operator op = Operator::equal) {
  int number = 0;
  return parser.number("a number", number) && keep(connection, name, std::to_string(number), op);
}

/// A status too large for 31 bits becomes negative, which monit refuses.
bool read_status_code(Parser& parser, ConnectionTest& connection, Operator op) {
  int number = 0;
  const Span span = parser.peek().span;
  if (!parser.number("a number", number)) return false;
  if (number < 0) parser.report.error(span, "a status of HTTP is not negative");
  return keep(connection, "status", std::to_string(number), op);
}

std::optional<bool> read_login_options(Parser& parser, ConnectionTest& connection,
                                       ProtocolUse& use) {
  if (parser.accept_word("username")) {
    use.has_user = true;
    if (!parser.at(TokenKind::mail)) return read_secret(parser, connection, "username", "a user");
    parser.take();
    return keep(connection, "username", kHidden);
  }
  if (!parser.accept_word("password")) return std::nullopt;
  return read_secret(parser, connection, "password", "a password");
}

std::optional<bool> read_pgsql_options(Parser& parser, ConnectionTest& connection,
                                       ProtocolUse& use) {
  const Span span = parser.peek().span;
  const std::optional<bool> is_read = parser.accept_word("database")
                                          ? read_value(parser, connection, "database", "a database")
                                          : read_login_options(parser, connection, use);
  if (is_read) parser.uses(Feature::pgsql_login, span);
  return is_read;
}

std::optional<bool> read_mysql_options(Parser& parser, ConnectionTest& connection,
                                       ProtocolUse& use) {
  if (!parser.accept_word("rsakey")) return read_login_options(parser, connection, use);
  use.has_rsa_key = true;
  if (!parser.accept(Keyword::checksum)) return parser.fails("'checksum'");
  KeySum sum;
  return read_key_sum(parser, true, sum) && keep(connection, "rsakey checksum", sum.digits);
}

std::optional<bool> read_method_options(Parser& parser, ConnectionTest& connection,
                                        ProtocolUse& use) {
  use.is_head = parser.at_word("head");
  if (!parser.accept_word("get") && !parser.accept_word("head")) {
    return parser.fails("'GET' or 'HEAD'");
  }
  return keep(connection, "method", use.is_head ? "HEAD" : "GET");
}

std::optional<bool> read_answer_sum(Parser& parser, ConnectionTest& connection, ProtocolUse& use) {
  use.has_checksum = true;
  const Span span = parser.peek().span;
  std::string sum;
  if (!parser.string("a checksum", sum)) return false;
  const std::string digits = hex_digits(sum);
  if (!algorithm_by_length(digits.size())) {
    parser.report.error(span,
                        "a checksum cannot have " + std::to_string(digits.size()) + " hex digits");
  }
  return keep(connection, "checksum", digits);
}

std::optional<bool> read_http_options(Parser& parser, ConnectionTest& connection,
                                      ProtocolUse& use) {
  if (parser.accept_word("request")) return parser.text("a path", connection.request);
  if (parser.accept(Keyword::checksum)) return read_answer_sum(parser, connection, use);
  if (parser.accept(Keyword::status)) {
    const Operator op = read_operator(parser);
    return read_status_code(parser, connection, op);
  }
  if (parser.accept_word("method")) return read_method_options(parser, connection, use);
  if (parser.accept_word("hostheader")) {
    return read_value(parser, connection, "hostheader", "a host name");
  }
  if (!parser.accept_word("http headers")) return read_login_options(parser, connection, use);
  if (!parser.accept_block()) return parser.fails("a list such as [Host: a.b]");
  return keep(connection, "http headers", kHidden);
}

std::optional<bool> read_apache_options(Parser& parser, ConnectionTest& connection,
                                        ProtocolUse& use) {
  static constexpr std::array<const char*, 10> kLimits = {
      "loglimit",     "closelimit", "dnslimit",  "keepalivelimit", "replylimit",
      "requestlimit", "startlimit", "waitlimit", "gracefullimit",  "cleanuplimit"};
  if (parser.accept(Keyword::path)) return parser.path(connection.request);
  for (const char* limit : kLimits) {
    if (!parser.accept_word(limit)) continue;
    Test test;
    const Operator op = read_operator(parser);
    return read_whole_limit(parser, test) && read_percent(parser, test) &&
           keep(connection, limit, std::to_string(static_cast<int>(test.limit)) + "%", op);
  }
  return read_login_options(parser, connection, use);
}

std::optional<bool> read_websocket_options(Parser& parser, ConnectionTest& connection,
                                           ProtocolUse&) {
  if (parser.accept_word("origin")) return read_value(parser, connection, "origin", "an origin");
  if (parser.accept_word("request")) return parser.path(connection.request);
  if (parser.accept(Keyword::host)) return read_value(parser, connection, "host", "a host name");
  if (parser.accept(Keyword::version)) return read_number(parser, connection, "version");
  return std::nullopt;
}

std::optional<bool> read_radius_options(Parser& parser, ConnectionTest& connection, ProtocolUse&) {
  if (!parser.accept_word("secret")) return std::nullopt;
  return read_secret(parser, connection, "secret", "a secret");
}

std::optional<bool> read_sip_options(Parser& parser, ConnectionTest& connection, ProtocolUse&) {
  if (parser.accept_word("maxforward")) return read_number(parser, connection, "maxforward");
  if (!parser.accept_word("target")) return std::nullopt;
  if (!parser.at(TokenKind::mail)) return read_value(parser, connection, "target", "a target");
  return keep(connection, "target", std::string(parser.take().text));
}

struct Protocol {
  std::string_view word;
  OptionReader read = nullptr;
  bool needs_option = false;
  bool is_tls = false;
};

constexpr std::array kProtocols = {
    Protocol{"apache-status", read_apache_options, true},
    Protocol{"clamav"},
    Protocol{"default"},
    Protocol{"dns"},
    Protocol{"dwp"},
    Protocol{"fail2ban"},
    Protocol{"ftp"},
    Protocol{"gps"},
    Protocol{"http", read_http_options},
    Protocol{"https", read_http_options, false, true},
    Protocol{"imap"},
    Protocol{"imaps", nullptr, false, true},
    Protocol{"ldap2"},
    Protocol{"ldap3"},
    Protocol{"lmtp"},
    Protocol{"memcache"},
    Protocol{"mongodb"},
    Protocol{"mqtt", read_login_options},
    Protocol{"mysql", read_mysql_options},
    Protocol{"mysqls", read_mysql_options, false, true},
    Protocol{"nntp"},
    Protocol{"ntp3"},
    Protocol{"pgsql", read_pgsql_options},
    Protocol{"pop"},
    Protocol{"pops", nullptr, false, true},
    Protocol{"postfix-policy"},
    Protocol{"radius", read_radius_options},
    Protocol{"rdate"},
    Protocol{"redis"},
    Protocol{"rsync"},
    Protocol{"sieve"},
    Protocol{"sip", read_sip_options},
    Protocol{"smtp", read_login_options},
    Protocol{"smtps", read_login_options, false, true},
    Protocol{"spamassassin"},
    Protocol{"ssh"},
    Protocol{"tns"},
    Protocol{"websocket", read_websocket_options, true},
};

constexpr std::array<std::string_view, kProtocols.size()> words() {
  std::array<std::string_view, kProtocols.size()> all;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = kProtocols[i].word;
  return all;
}

constexpr auto kProtocolWords = words();

const Protocol* find_protocol(const Token& token) {
  if (token.kind != TokenKind::word) return nullptr;
  for (const Protocol& protocol : kProtocols) {
    if (equal_without_case(token.text, protocol.word)) return &protocol;
  }
  return nullptr;
}

bool unknown_protocol(Parser& parser) {
  const Token& next = parser.peek();
  const std::string_view near =
      next.kind == TokenKind::word ? nearest_word(next.text, kProtocolWords) : std::string_view{};
  return parser.fails("a protocol",
                      near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
}

bool read_options(Parser& parser, const Protocol& protocol, ConnectionTest& connection,
                  ProtocolUse& use) {
  for (bool is_first = true;; is_first = false) {
    const std::optional<bool> is_read = protocol.read(parser, connection, use);
    if (!is_read) {
      if (!is_first || !protocol.needs_option) return true;
      return parser.fails("an option of the protocol");
    }
    if (!*is_read) return false;
  }
}

}  // namespace

bool read_protocol(Parser& parser, ConnectionTest& connection, ProtocolUse& use) {
  parser.take();
  const Protocol* protocol = find_protocol(parser.peek());
  if (protocol == nullptr) return unknown_protocol(parser);
  parser.take();
  connection.protocol = protocol->word;
  if (protocol->is_tls) connection.is_tls = true;
  if (protocol->is_tls && protocol->word != "mysqls") connection.is_udp = false;
  if (protocol->word == "ntp3") connection.is_udp = true;
  return protocol->read == nullptr || read_options(parser, *protocol, connection, use);
}

}  // namespace pkgmap::monitrc
