// Where messages go: `set mailserver`, `set mmonit`, `set eventqueue`.
#include <algorithm>

#include "parsers/monitrc/measure.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/monitrc/tls.hpp"
#include "parsers/monitrc/url.hpp"

namespace pkgmap::monitrc {
namespace {

/// `username USER`, `password WORD`, `ssl …`. None: no option of a mail server is next.
std::optional<bool> read_server_option(Parser& parser, Tls& tls) {
  std::string value;
  if (parser.accept_word("username")) {
    if (!parser.at(TokenKind::mail)) return parser.string("a user", value);
    parser.take();
    return true;
  }
  if (parser.accept_word("password")) return parser.string("a password", value);
  return read_tls_option(parser, tls, true);
}

/// `HOST [port N] [options]`
bool read_server(Parser& parser) {
  std::string host;
  if (!parser.string("a mail server", host)) return false;
  int port = 0;
  if (parser.accept(Keyword::port) && !parser.number("a port", port)) return false;
  Tls tls;
  for (;;) {
    const std::optional<bool> is_read = read_server_option(parser, tls);
    if (!is_read) return true;
    if (!*is_read) return false;
  }
}

/// `timeout N seconds`, `ssl …`, `[GROUP …]`. None: no option of M/Monit is next.
std::optional<bool> read_mmonit_option(Parser& parser, Tls& tls, int& timeout_ms) {
  if (parser.accept(Keyword::timeout)) {
    std::optional<int> seconds;
    if (!read_timeout(parser, seconds)) return false;
    timeout_ms = milliseconds_of(*seconds);
    return true;
  }
  if (parser.at_word("hostgroups")) {
    parser.uses(Feature::hostgroups, parser.take().span);
    return parser.accept_block() || parser.fails("a list such as [web db]");
  }
  return read_tls_option(parser, tls, true);
}

bool read_one_mmonit(Parser& parser) {
  Delivery& delivery = parser.file.delivery;
  take_url(parser);
  ++delivery.mmonits;
  int timeout_ms = parser.next_timeouts.mmonit_ms;
  Tls tls;
  for (;;) {
    const std::optional<bool> is_read = read_mmonit_option(parser, tls, timeout_ms);
    if (is_read && !*is_read) return false;
    if (!is_read) break;
  }
  parser.next_timeouts.mmonit_ms = parser.file.limits.network_timeout_ms;
  delivery.mmonit_timeout_ms = std::max(delivery.mmonit_timeout_ms, timeout_ms);
  if (!parser.accept_word("register")) return true;
  return parser.accept_word("credentials") || parser.fails("'credentials'");
}

}  // namespace

/// Several, then `[with timeout N seconds] [using hostname NAME]`.
bool read_mailserver(Parser& parser, const Token&) {
  Delivery& delivery = parser.file.delivery;
  do {
    if (!read_server(parser)) return false;
    ++delivery.mailservers;
  } while (is_string(parser.peek()));
  if (parser.accept(Keyword::timeout)) {
    std::optional<int> seconds;
    if (!read_timeout(parser, seconds)) return false;
    delivery.mail_timeout_ms = std::max(delivery.mail_timeout_ms, milliseconds_of(*seconds));
  }
  std::string name;
  return !parser.accept_word("hostname") || parser.string("a host name", name);
}

bool read_mmonit(Parser& parser, const Token&) {
  if (!parser.at(TokenKind::url)) return parser.fails("a URL");
  while (parser.at(TokenKind::url)) {
    if (!read_one_mmonit(parser)) return false;
  }
  return true;
}

/// `[basedir PATH] [slots N]`, one of them at least
bool read_eventqueue(Parser& parser, const Token&) {
  std::string path;
  const bool has_path = parser.accept_word("basedir");
  if (has_path && !parser.path(path)) return false;
  int slots = 0;
  if (parser.accept(Keyword::slot)) return parser.number("a number of slots", slots);
  return has_path || parser.fails("'basedir' or 'slots'");
}

}  // namespace pkgmap::monitrc
