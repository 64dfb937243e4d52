// Where messages go: `set mailserver`, `set mmonit`, `set eventqueue`.
#include <algorithm>

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/statements/tls.hpp"
#include "parsers/monitrc/statements/url.hpp"

namespace pkgmap::monitrc {
namespace {

/// Reads `username USER`, `password WORD`, `ssl …`. Returns nullopt if the next token begins no
/// option of a mail server.
std::optional<bool> read_server_option(Parser& parser, MailServer& server, Tls& tls) {
  std::string value;
  server.has_login |= parser.at_word("username") || parser.at_word("password");
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
  MailServer& server = parser.file.delivery.mailservers.emplace_back();
  const Token host = parser.peek();
  if (!parser.string("a mail server", server.host)) return false;
  // Behind a misspelt `password`, monit takes the secret for one more server.
  if (parser.report.hides(host)) server.host = kHidden;
  if (parser.accept(Keyword::port) && !parser.number("a port", server.port)) return false;
  Tls tls{server.tls};
  for (;;) {
    const std::optional<bool> is_read = read_server_option(parser, server, tls);
    server.is_tls = tls.is_on;
    if (!is_read) return true;
    if (!*is_read) return false;
  }
}

/// Reads `timeout N seconds`, `ssl …`, `[GROUP …]`. Returns nullopt if the next token begins no
/// option of M/Monit.
std::optional<bool> read_mmonit_option(Parser& parser, Tls& tls, MMonit& mmonit) {
  if (parser.accept(Keyword::timeout)) {
    std::optional<int> seconds;
    if (!read_timeout(parser, seconds)) return false;
    mmonit.timeout_ms = milliseconds_of(*seconds);
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
  const Url url = take_url(parser);
  MMonit& mmonit = delivery.mmonits.emplace_back();
  mmonit.url = url.shown.substr(0, url.shown.find('?'));  // A key may stand in the query.
  mmonit.port = url.port;
  mmonit.timeout_ms = parser.next_timeouts.mmonit_ms;
  Tls tls{mmonit.tls, url.is_tls};
  for (;;) {
    const std::optional<bool> is_read = read_mmonit_option(parser, tls, mmonit);
    mmonit.is_tls = tls.is_on;
    if (is_read && !*is_read) return false;
    if (!is_read) break;
  }
  parser.next_timeouts.mmonit_ms = parser.file.limits.network_timeout_ms;
  delivery.mmonit_timeout_ms = std::max(delivery.mmonit_timeout_ms, mmonit.timeout_ms);
  if (!parser.accept_word("register")) return true;
  mmonit.registers_credentials = false;
  return parser.accept_word("credentials") || parser.fails("'credentials'");
}

/// The first version in which a timeout below 30 s counts: 5.34.3 lists 30 s, 6.0 the shorter one.
constexpr Version kCountsShortMailTimeouts{5, 35, 0};

/// Returns the timeout that counts. monit keeps it with a sign: one that becomes negative, from 24
/// days on, does not count.
int mail_milliseconds_of(const Parser& parser, int seconds) {
  const auto written = static_cast<int>(static_cast<unsigned>(seconds) * 1'000U);
  const std::optional<Version>& version = parser.options.version;
  const bool counts = version && *version >= kCountsShortMailTimeouts && written > 0;
  return counts ? written : std::max(written, kMailTimeoutMs);
}

}  // namespace

/// One or more servers, then `[with timeout N seconds] [using hostname NAME]`.
bool read_mailserver(Parser& parser, const Token&) {
  Delivery& delivery = parser.file.delivery;
  delivery.host_name.clear();  // The last statement counts, even if it has no host name.
  const bool is_first = delivery.mailservers.empty();
  int timeout_ms = kMailTimeoutMs;
  do {
    if (!read_server(parser)) return false;
  } while (is_string(parser.peek()));
  if (parser.accept(Keyword::timeout)) {
    std::optional<int> seconds;
    if (!read_timeout(parser, seconds)) return false;
    timeout_ms = mail_milliseconds_of(parser, *seconds);
  }
  delivery.mail_timeout_ms = is_first ? timeout_ms : std::max(delivery.mail_timeout_ms, timeout_ms);
  return !parser.accept_word("hostname") || parser.string("a host name", delivery.host_name);
}

bool read_mmonit(Parser& parser, const Token& word) {
  if (!parser.mmonit_span) parser.mmonit_span = word.span;
  if (!parser.at(TokenKind::url)) return parser.fails("a URL");
  while (parser.at(TokenKind::url)) {
    if (!read_one_mmonit(parser)) return false;
  }
  return true;
}

/// `[basedir PATH] [slots N]`, one of them at least
bool read_eventqueue(Parser& parser, const Token&) {
  std::optional<EventQueue>& set = parser.file.settings.event_queue;
  EventQueue& queue = set ? *set : set.emplace();
  const bool has_path = parser.accept_word("basedir");
  if (has_path && !parser.path(queue.directory)) return false;
  if (!has_path) queue.directory.clear();  // Of an earlier statement, monit keeps only the slots.
  if (parser.accept(Keyword::slot))
    return parser.number("a number of slots", queue.slots.emplace());
  return has_path || parser.fails("'basedir' or 'slots'");
}

}  // namespace pkgmap::monitrc
