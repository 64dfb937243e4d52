// `set httpd`: monit(1), MONIT HTTPD. Options in any order; several statements add up.
#include "parsers/monitrc/syntax.hpp"

namespace pkgmap::monitrc {
namespace {

class HttpdReader {
 public:
  HttpdReader(Parser& parser, Httpd& httpd) : parser_(parser), httpd_(httpd) {}

  bool read() {
    for (;;) {
      const Token& next = parser_.peek();
      if (next.kind == TokenKind::end || parser_.at_statement()) return true;
      if (next.kind != TokenKind::word) {
        parser_.report.expected("an option of 'set httpd'", next);
        return false;
      }
      if (!read_option(parser_.take())) return false;
    }
  }

 private:
  bool read_option(const Token& word) {
    switch (word.keyword) {
      case Keyword::port:
        return read_port();
      case Keyword::unixsocket:
        return read_unixsocket();
      case Keyword::address:
        return parser_.string("an address", tcp().address);
      case Keyword::allow:
        httpd_.allows = true;
        return read_allow();
      case Keyword::read_only:
        tcp().read_only = true;
        return true;
      case Keyword::signature:
        return read_switch();
      case Keyword::enable:
      case Keyword::disable:
        return read_switch();
      case Keyword::ssl:
        return read_ssl();
      case Keyword::pem_file:
        return read_pem();
      case Keyword::clientpem_file:
        httpd_.allows = true;
        return read_pem();
      case Keyword::reserved:
        return true;  // allowselfcertification
      default:
        parser_.report.error(word.span,
                             "unknown option of 'set httpd': " + parser_.report.shown(word));
        return false;
    }
  }

  Httpd::Tcp& tcp() { return httpd_.tcp ? *httpd_.tcp : httpd_.tcp.emplace(); }

  bool read_port() {
    const Token& next = parser_.peek();
    const Span span = next.span;
    if (!parser_.number("a port", tcp().port)) return false;
    if (tcp().port > 65535) parser_.report.error(span, "a port is at most 65535");
    if (parser_.accept(Keyword::read_only)) tcp().read_only = true;
    return true;
  }

  /// `PATH [uid USER] [gid GROUP] [permission OCTAL] [read-only]`
  bool read_unixsocket() {
    Httpd::UnixSocket socket;
    if (!parser_.path(socket.path)) return false;
    for (;;) {
      std::string value;
      if (parser_.accept(Keyword::uid) || parser_.accept(Keyword::gid)) {
        if (!parser_.name_or_id("a user or group", value)) return false;
      } else if (parser_.accept(Keyword::permission)) {
        int mode = 0;
        if (!parser_.number("an octal number", mode)) return false;
      } else if (parser_.accept(Keyword::read_only)) {
        socket.read_only = true;
      } else {
        httpd_.unixsocket = std::move(socket);
        return true;
      }
    }
  }

  /// `@GROUP`, `md5|crypt|cleartext FILE [USER…]`, `USER:PASSWORD`, `HOST`
  bool read_allow() {
    std::string value;
    if (parser_.accept('@')) {
      httpd_.other_credentials = true;
      if (!parser_.string("a group", value)) return false;
      parser_.accept(Keyword::read_only);
      return true;
    }
    if (parser_.accept(Keyword::md5) || parser_.accept(Keyword::password_file)) {
      return read_password_file();
    }
    if (is_string(parser_.peek()) && parser_.peek().text.starts_with('/')) {
      return read_password_file();
    }
    if (!parser_.string("a user, a host or a network", value)) return false;
    if (!parser_.accept(':')) return true;
    Credentials credentials;
    credentials.user = std::move(value);
    if (!parser_.string("a password", credentials.password)) return false;
    credentials.read_only = parser_.accept(Keyword::read_only);
    httpd_.credentials.push_back(std::move(credentials));
    return true;
  }

  bool read_password_file() {
    httpd_.other_credentials = true;
    std::string value;
    if (!parser_.path(value)) return false;
    while (is_string(parser_.peek())) parser_.take();
    return true;
  }

  /// `signature enable`, `enable signature`
  bool read_switch() {
    if (parser_.accept(Keyword::enable) || parser_.accept(Keyword::disable) ||
        parser_.accept(Keyword::signature) || parser_.accept(Keyword::ssl)) {
      return true;
    }
    parser_.report.expected("'enable' or 'disable'", parser_.peek());
    return false;
  }

  bool read_ssl() {
    tcp().ssl = true;
    if (parser_.accept(Keyword::disable))
      tcp().ssl = false;
    else if (!parser_.accept(Keyword::enable) && parser_.peek().is('{'))
      return read_ssl_options();
    return true;
  }

  /// `{ NAME: VALUE … }`; of interest is that a client's certificate lets it in.
  bool read_ssl_options() {
    const Token open = parser_.take();
    while (!parser_.accept('}')) {
      if (parser_.at(TokenKind::end) || parser_.at_statement()) {
        parser_.report.error(open.span, "this '{' is never closed");
        return false;
      }
      if (parser_.take().is(Keyword::clientpem_file)) httpd_.allows = true;
    }
    return true;
  }

  bool read_pem() {
    tcp().ssl = true;
    std::string value;
    return parser_.path(value);
  }

  Parser& parser_;
  Httpd& httpd_;
};

}  // namespace

bool read_httpd(Parser& parser, const Token&) {
  std::optional<Httpd>& httpd = parser.file.httpd;
  if (!httpd) httpd.emplace();
  return HttpdReader(parser, *httpd).read();
}

}  // namespace pkgmap::monitrc
