// Connection tests: monit(1), CONNECTION TESTING.
//
//   [host NAME] port N …, url URL …, unixsocket PATH …, ping …
#include <arpa/inet.h>

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/pattern_syntax.hpp"
#include "parsers/monitrc/statements/tls.hpp"
#include "parsers/monitrc/statements/url.hpp"
#include "parsers/monitrc/tests/protocol.hpp"
#include "parsers/monitrc/tests/subject.hpp"
#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::string_view kGeneric = "generic";  ///< The protocol of `send` and `expect`.
constexpr int kPings = 3;
constexpr int kSmallestPing = 8;
constexpr int kBiggestPing = 1492;

/// Which options a kind of connection takes; the values are bits.
enum OptionBit : std::uint8_t {
  kSocket = 1,     ///< type, protocol, send, expect
  kInternet = 2,   ///< ipv4, ipv6, address
  kContent = 4,    ///< content
  kTls = 8,        ///< ssl, certificate
  kResponse = 16,  ///< responsetime
  kRetry = 32,     ///< retry
  kPing = 64,      ///< count, size, address
};

constexpr std::uint8_t kPortOptions = kSocket | kInternet | kContent | kTls | kResponse | kRetry;
constexpr std::uint8_t kUrlOptions = kContent | kTls | kRetry;
constexpr std::uint8_t kUnixOptions = kSocket | kResponse | kRetry;
constexpr std::uint8_t kPingOptions = kPing | kResponse;

bool is_address(const std::string& text) {
  in6_addr any{};
  return ::inet_aton(text.c_str(), reinterpret_cast<in_addr*>(&any)) == 1 ||
         ::inet_pton(AF_INET6, text.c_str(), &any) == 1;
}

class OptionsReader {
 public:
  OptionsReader(Parser& parser, Test& test, ConnectionTest& connection, std::uint8_t takes)
      : parser_(parser),
        test_(test),
        connection_(connection),
        takes_(takes),
        tls_{connection.tls} {}

  bool read() {
    for (;;) {
      const std::optional<bool> is_read = read_option();
      if (!is_read) return judge();
      if (!*is_read) return false;
    }
  }

 private:
  bool takes(OptionBit option) const { return (takes_ & option) != 0; }

  std::optional<bool> read_option() {
    if (parser_.accept(Keyword::timeout)) return read_timeout(parser_, test_.timeout_seconds);
    if (takes(kRetry) && parser_.accept(Keyword::retry)) {
      return parser_.number("a number of attempts", test_.attempts);
    }
    if (takes(kResponse) && parser_.at_word("responsetime")) return read_response();
    if (takes(kContent) && parser_.accept(Keyword::content)) return read_answer();
    if (takes(kTls)) {
      if (at_certificate_age(parser_)) return read_certificate_age(parser_, tls_);
      if (const std::optional<bool> tls = read_tls_option(parser_, tls_, false)) return tls;
    }
    if (takes(kSocket)) {
      if (const std::optional<bool> socket = read_socket_option()) return socket;
    }
    if (takes(kInternet)) {
      if (const std::optional<bool> internet = read_internet_option()) return internet;
    }
    if (takes(kPing)) return read_ping_option();
    return std::nullopt;
  }

  std::optional<bool> read_socket_option() {
    if (parser_.accept_word("type")) return read_type();
    if (parser_.at(Keyword::protocol)) return read_protocol(parser_, connection_, use_);
    const Token word = parser_.peek();
    const bool is_send = parser_.accept_word("send");
    if (!is_send && !parser_.accept(Keyword::expect)) return std::nullopt;
    const std::string& protocol = connection_.protocol;
    if (!protocol.empty() && protocol != "default" && protocol != kGeneric) {
      parser_.report.error(word.span, parser_.report.shown(word) +
                                          " cannot stand behind 'protocol " + connection_.protocol +
                                          "'");
    }
    connection_.protocol = kGeneric;
    const Span span = parser_.peek().span;
    std::string value;
    if (!parser_.string("a text in quotes", value)) return false;
    if (is_send) {
      connection_.options.push_back({"send", Operator::equal, kHidden});
      return true;
    }
    judge_pattern(parser_, span, value);
    connection_.options.push_back({"expect", Operator::equal, std::move(value)});
    return true;
  }

  /// `type tcp|udp|tcpssl [VERSION…]`
  bool read_type() {
    if (parser_.accept_word("tcp")) {
      connection_.is_udp = false;
      return true;
    }
    if (parser_.accept_word("udp")) {
      connection_.is_udp = true;
      return true;
    }
    if (!parser_.accept_word("tcpssl")) return parser_.fails("'tcp' or 'udp'");
    connection_.is_udp = false;
    tls_.is_on = true;
    while (!parser_.at(Keyword::ssl) && !parser_.at(Keyword::certificate)) {
      const std::optional<bool> version = read_tls_option(parser_, tls_, true);
      if (!version) return true;
      if (!*version) return false;
    }
    return true;
  }

  std::optional<bool> read_internet_option() {
    if (parser_.accept_word("ipv4")) {
      connection_.family = 4;
      return true;
    }
    if (parser_.accept_word("ipv6")) {
      connection_.family = 6;
      return true;
    }
    return read_address();
  }

  std::optional<bool> read_address() {
    if (!parser_.accept(Keyword::address)) return std::nullopt;
    const Span span = parser_.peek().span;
    if (!parser_.string("an address", connection_.address)) return false;
    if (!is_address(connection_.address)) {
      parser_.report.error(span, "this is not an IP address; a name is not accepted here");
    }
    return true;
  }

  std::optional<bool> read_ping_option() {
    if (parser_.accept(Keyword::count)) return parser_.number("a number", test_.attempts);
    if (!parser_.accept(Keyword::size)) return read_address();
    const Span span = parser_.peek().span;
    int& size = connection_.ping_size;
    if (!parser_.number("a number of bytes", size)) return false;
    if (size < kSmallestPing || size > kBiggestPing) {
      parser_.report.error(span, "a ping has from 8 to 1492 bytes");
    }
    return true;
  }

  bool read_response() {
    parser_.uses(takes(kPing) ? Feature::ping_response : Feature::port_response,
                 parser_.take().span);
    connection_.response_op = read_operator(parser_);
    int amount = 0;
    if (!parser_.number("a number", amount)) return false;
    const MeasureUnit unit = unit_of(parser_.peek());
    if (unit != MeasureUnit::second && unit != MeasureUnit::millisecond)
      return parser_.fails("'seconds'");
    parser_.take();
    connection_.response_ms = unit == MeasureUnit::second ? amount * std::int64_t{1'000} : amount;
    return true;
  }

  bool read_answer() {
    if (!read_equality(parser_, connection_.content_op)) return false;
    const Span span = parser_.peek().span;
    if (!parser_.string("a pattern in quotes", connection_.content)) return false;
    has_content_ = true;
    judge_pattern(parser_, span, connection_.content);
    return true;
  }

  /// Reports combinations of options that monit refuses.
  bool judge() {
    connection_.is_tls |= tls_.is_on;
    const Span span = parser_.since(test_.span);
    if (use_.is_head && (has_content_ || use_.has_checksum)) {
      parser_.report.error(span, "the answer to HEAD has no content to test");
    }
    if (connection_.protocol == "radius" && !connection_.is_udp) {
      parser_.report.error(span, "radius needs 'type udp'");
    }
    if (use_.has_rsa_key && !use_.has_user) {
      parser_.report.error(span, "'rsakey' needs a 'username'");
    }
    if (use_.has_rsa_key && connection_.is_tls) {
      parser_.report.error(span, "'rsakey' is accepted only without TLS");
    }
    return true;
  }

  Parser& parser_;
  Test& test_;
  ConnectionTest& connection_;
  std::uint8_t takes_;
  Tls tls_;
  ProtocolUse use_;
  bool has_content_ = false;
};

bool read_options(Parser& parser, TestInProgress& now, ConnectionTest connection,
                  std::uint8_t takes) {
  int& next_ms =
      takes == kPingOptions ? parser.next_timeouts.ping_ms : parser.next_timeouts.port_ms;
  now.test.timeout_ms = next_ms;
  const bool is_read = OptionsReader(parser, now.test, connection, takes).read();
  if (now.test.timeout_seconds) now.test.timeout_ms = milliseconds_of(*now.test.timeout_seconds);
  next_ms = parser.file.limits.network_timeout_ms;
  now.test.connection = std::make_shared<const ConnectionTest>(std::move(connection));
  return is_read;
}

}  // namespace

bool read_port(Parser& parser, TestInProgress& now) {
  ConnectionTest connection;
  now.test.subject = "port";
  if (parser.accept(Keyword::host) && !parser.string("a host name", connection.host)) return false;
  if (!parser.accept(Keyword::port)) return parser.fails("'port'");
  if (!parser.number("a port", connection.port)) return false;
  return read_options(parser, now, std::move(connection), kPortOptions);
}

bool read_url(Parser& parser, TestInProgress& now) {
  parser.take();
  ConnectionTest connection;
  now.test.subject = "url";
  if (!parser.at(TokenKind::url)) return parser.fails("a URL");
  const Url url = take_url(parser);
  connection.url = url.shown;
  connection.host = url.host;
  connection.port = url.port;
  connection.is_tls = url.is_tls;
  connection.protocol = "http";
  return read_options(parser, now, std::move(connection), kUrlOptions);
}

bool read_socket(Parser& parser, TestInProgress& now) {
  parser.take();
  ConnectionTest connection;
  now.test.subject = "unixsocket";
  if (!parser.path(connection.socket)) return false;
  return read_options(parser, now, std::move(connection), kUnixOptions);
}

/// `ping`, `ping4`, `ping6`, `icmp type echo`
bool read_ping(Parser& parser, TestInProgress& now) {
  const Token word = parser.take();
  ConnectionTest connection;
  now.test.subject = "ping";
  now.test.attempts = kPings;
  if (word.text.ends_with('4')) connection.family = 4;
  if (word.text.ends_with('6')) connection.family = 6;
  if (word.is(Keyword::icmp) && !(parser.accept_word("type") && parser.accept_word("echo"))) {
    return parser.fails("'type echo'");
  }
  connection.address = parser.ping_address;
  const bool is_read = read_options(parser, now, std::move(connection), kPingOptions);
  parser.ping_address = now.test.connection->address;
  return is_read;
}

}  // namespace pkgmap::monitrc
