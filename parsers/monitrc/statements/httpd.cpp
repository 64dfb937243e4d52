// `set httpd`: monit(1), MONIT HTTPD. Options may stand in any order; several statements add up.
#include "parsers/monitrc/statements/mode.hpp"
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/statements/tls.hpp"
#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

/// True for "user:password": monit takes such a text in quotes for a host, but its writer meant a
/// secret. An address may hold ':', too.
bool is_secret(const std::string& host) {
  constexpr std::string_view kAddress = "0123456789abcdefABCDEF:./%";
  return host.find(':') != std::string::npos &&
         host.find_first_not_of(kAddress) != std::string::npos;
}

class HttpdReader {
 public:
  HttpdReader(Parser& parser, Httpd& httpd, Span begin)
      : parser_(parser), httpd_(httpd), begin_(begin) {}

  bool read() {
    for (;;) {
      const Token next = parser_.peek();
      const std::optional<bool> is_read = read_option(next);
      if (!is_read) return finish();
      if (!*is_read) return false;
    }
  }

 private:
  std::optional<bool> read_option(const Token& word) {
    if (word.kind != TokenKind::word) return std::nullopt;
    switch (word.keyword) {
      case Keyword::port:
        return read_port();
      case Keyword::unixsocket:
        return read_unixsocket();
      case Keyword::address:
        parser_.take();
        return parser_.string("an address", tcp().address);
      case Keyword::allow:
        parser_.take();
        httpd_.allows = true;
        return read_allow();
      case Keyword::signature:
      case Keyword::enable:
      case Keyword::disable:
        return read_signature(word);
      case Keyword::ssl:
        return read_tls(parser_, tls_);
      case Keyword::pem_file:
        parser_.take();
        tls_.is_on = true;
        return equal_without_case(word.text, "pemfile") ? read_pem(parser_, options_.pem_file)
                                                        : parser_.fails("'ssl { ... }'");
      case Keyword::clientpem_file:
        parser_.take();
        tls_.is_on = true;
        return read_pem(parser_, options_.client_pem_file);
      default:
        if (!parser_.accept_word("allowselfcertification")) return std::nullopt;
        tls_.is_on = true;
        options_.allows_self_signed = true;
        return true;
    }
  }

  /// Stores the TLS options. Reports TLS without a certificate, or with two kinds of files.
  bool finish() {
    if (!tls_.is_on) return true;
    tcp().ssl = true;
    httpd_.allows |= !options_.client_pem_file.empty();
    const Span span = parser_.since(begin_);
    const bool has_file = !options_.pem_file.empty();
    const bool has_chain = !options_.pem_chain.empty();
    const bool has_key = !options_.pem_key.empty();
    if (has_file && (has_chain || has_key)) {
      parser_.report.error(span, "'pemfile' cannot be combined with 'pemchain' or 'pemkey'");
    } else if (!has_file && !(has_chain && has_key)) {
      parser_.report.error(
          span, "httpd with TLS needs a certificate: 'pemfile', or 'pemchain' and 'pemkey'");
    }
    judge_key(span, has_key ? options_.pem_key : options_.pem_file);
    tcp().tls = options_;
    return true;
  }

  /// monit refuses a key file of another user, or with a permission beyond 0750.
  void judge_key(Span span, const std::string& path) {
    const HostAnswers* host = parser_.options.host;
    if (host == nullptr || path.empty() || !host->has(HostQuestion::certificate, path, false))
      return;
    if (host->has(HostQuestion::server_key, path, false)) return;
    parser_.report.error(span,
                         "monit refuses the certificate file '" + path +
                             "': another user owns it, or its mode allows too much",
                         "change its owner to the user that runs monit, and its mode to 0600");
  }

  Httpd::Tcp& tcp() { return httpd_.tcp ? *httpd_.tcp : httpd_.tcp.emplace(); }

  bool read_port() {
    parser_.take();
    const Span span = parser_.peek().span;
    if (!parser_.number("a port", tcp().port)) return false;
    httpd_.has_port = true;
    if (tcp().port > 65535) parser_.report.warning(span, "a port is at most 65535");
    tcp().read_only = parser_.at(Keyword::read_only);
    if (tcp().read_only) parser_.uses(Feature::port_read_only, parser_.take().span);
    return true;
  }

  /// `PATH [uid USER] [gid GROUP] [permission OCTAL] [read-only]`
  bool read_unixsocket() {
    parser_.uses(Feature::httpd_unixsocket, parser_.take().span);
    Httpd::UnixSocket socket;
    if (!parser_.path(socket.path)) return false;
    while (at_socket_option()) {
      if (!read_socket_option(socket)) return false;
    }
    httpd_.unixsocket = std::move(socket);
    return true;
  }

  bool at_socket_option() {
    return parser_.at(Keyword::uid) || parser_.at(Keyword::gid) ||
           parser_.at(Keyword::permission) || parser_.at(Keyword::read_only);
  }

  bool read_socket_option(Httpd::UnixSocket& socket) {
    const Token option = parser_.take();
    if (option.is(Keyword::read_only)) {
      parser_.uses(Feature::socket_read_only, option.span);
      socket.read_only = true;
      return true;
    }
    parser_.uses(Feature::socket_owner, option.span);
    const Token value = parser_.peek();
    if (option.is(Keyword::permission)) {
      return read_mode(parser_, socket.permission);
    }
    const bool is_user = option.is(Keyword::uid);
    std::string& owner = is_user ? socket.uid : socket.gid;
    if (!parser_.name_or_id(is_user ? "a user" : "a group", owner)) return false;
    parser_.ask_host(is_user ? HostQuestion::user : HostQuestion::group, value, owner);
    return true;
  }

  /// `@GROUP`, `md5|crypt|cleartext FILE [USER…]`, `USER:PASSWORD`, `HOST`
  bool read_allow() {
    if (parser_.accept('@')) return read_group();
    if (parser_.at(Keyword::md5) || parser_.at(Keyword::password_file)) {
      return read_password_file(lower(parser_.take().text));
    }
    if (is_path(parser_.peek())) return read_password_file("cleartext");
    std::string value;
    const Span span = parser_.peek().span;
    if (!parser_.string("a user, a host or a network", value)) return false;
    if (!parser_.accept(':')) {
      access(HttpdAccess::Kind::host).name = is_secret(value) ? kHidden : std::move(value);
      return true;
    }
    Credentials credentials;
    judge_user(span, value);
    credentials.user = std::move(value);
    if (!parser_.string("a password", credentials.password)) return false;
    credentials.read_only = parser_.accept(Keyword::read_only);
    access(HttpdAccess::Kind::user).read_only = credentials.read_only;
    httpd_.credentials.push_back(std::move(credentials));
    return true;
  }

  /// monit ignores case in the names of users and groups.
  void judge_user(Span span, const std::string& user) {
    const auto is_known = [&](const Credentials& c) { return equal_without_case(c.user, user); };
    if (std::none_of(httpd_.credentials.begin(), httpd_.credentials.end(), is_known)) return;
    parser_.report.warning(span, "monit ignores this 'allow': an earlier one names the same user");
  }

  void judge_group(Span span, const std::string& name) {
    const auto is_known = [&](const HttpdAccess& known) {
      return known.kind == HttpdAccess::Kind::group && equal_without_case(known.name, name);
    };
    if (std::none_of(httpd_.access.begin(), httpd_.access.end(), is_known)) return;
    parser_.report.warning(span, "monit ignores this 'allow': an earlier one names the same group");
  }

  HttpdAccess& access(HttpdAccess::Kind kind) {
    HttpdAccess& added = httpd_.access.emplace_back();
    added.kind = kind;
    return added;
  }

  bool read_group() {
    httpd_.other_credentials = true;
    const Span span = parser_.peek().span;
    std::string name;
    if (!parser_.string("a group", name)) return false;
    judge_group(span, name);
    HttpdAccess& group = access(HttpdAccess::Kind::group);
    group.name = std::move(name);
    group.read_only = parser_.accept(Keyword::read_only);
    return true;
  }

  bool read_password_file(std::string encryption) {
    httpd_.other_credentials = true;
    HttpdAccess& file = access(HttpdAccess::Kind::file);
    file.encryption = std::move(encryption);
    const Token path = parser_.peek();
    if (!parser_.path(file.name)) return false;
    parser_.ask_host(HostQuestion::password_file, path, file.name);
    while (is_string(parser_.peek())) {
      if (!parser_.string("a user", file.users.emplace_back())) return false;
    }
    return true;
  }

  /// `signature enable`, `enable signature`
  bool read_signature(const Token& word) {
    parser_.take();
    if (!word.is(Keyword::signature)) {
      httpd_.has_signature = word.is(Keyword::enable);
      return parser_.accept(Keyword::signature) || parser_.fails("'signature'");
    }
    httpd_.has_signature = !parser_.at(Keyword::disable);
    return parser_.accept(Keyword::enable) || parser_.accept(Keyword::disable) ||
           parser_.fails("'enable' or 'disable'");
  }

  Parser& parser_;
  Httpd& httpd_;
  Span begin_;
  TlsOptions options_;
  Tls tls_{options_};
};

}  // namespace

bool read_httpd(Parser& parser, const Token& word) {
  std::optional<Httpd>& httpd = parser.file.httpd;
  if (!httpd) httpd.emplace();
  return HttpdReader(parser, *httpd, word.span).read();
}

}  // namespace pkgmap::monitrc
