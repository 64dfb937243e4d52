#include "parsers/monitrc/statements/url.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr int kHttp = 80;
constexpr int kHttps = 443;

bool is_host_byte(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-';
}

/// Cuts the part of a URL behind `://` into the pieces that monit's scanner knows. The pieces may
/// come in any order; the longest match wins.
class Scanner {
 public:
  Scanner(std::string_view text, Url& url) : text_(text), url_(url) {}

  /// Returns the offset of the first byte that no piece matches; the size of the text if there is
  /// none.
  std::size_t scan() {
    while (at_ < text_.size()) {
      if (!take_piece()) return at_;
    }
    return at_;
  }

 private:
  bool take_piece() {
    const char c = text_[at_];
    if (c == '/' || c == '?' || c == '#') return take_tail(c);
    if (const std::size_t end = user_end(); end > host_end()) return skip_to(end);
    if (c == ':') return take_colon();
    if (c == '[') return take_bracket();
    const std::size_t end = host_end();
    if (end == at_) return false;
    url_.host = text_.substr(at_, end - at_);
    return skip_to(end);
  }

  bool skip_to(std::size_t end) {
    at_ = end;
    return true;
  }

  bool take_tail(char c) {
    std::string_view stops = "#";
    if (c == '/') stops = "?#";
    if (c == '#') stops = "";
    const std::size_t end = std::min(text_.find_first_of(stops, at_ + 1), text_.size());
    if (c != '#') url_.shown += text_.substr(at_, end - at_);
    return skip_to(end);
  }

  /// Returns the end of `USER` if `:PASSWORD@` follows, else `at_`.
  std::size_t user_end() const {
    const std::size_t colon = text_.find_first_of(":@ ", at_);
    if (colon == std::string_view::npos || text_[colon] != ':' || colon == at_) return at_;
    const std::size_t at_sign = text_.find_first_of("@: ", colon + 1);
    const bool is_user =
        at_sign != std::string_view::npos && text_[at_sign] == '@' && at_sign > colon + 1;
    return is_user ? colon : at_;
  }

  /// Takes `:PASSWORD@` or `:PORT`.
  bool take_colon() {
    const std::size_t at_sign = text_.find_first_of("@ ", at_ + 1);
    if (at_sign != std::string_view::npos && text_[at_sign] == '@' && at_sign > at_ + 1) {
      return skip_to(at_sign + 1);
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    if (end == at_ + 1) return false;
    std::from_chars(text_.data() + at_ + 1, text_.data() + end, url_.port);
    return skip_to(end);
  }

  bool take_bracket() {
    const std::size_t end = text_.find(']', at_);
    if (end == std::string_view::npos || end == at_ + 1) return false;
    const std::string_view inner = text_.substr(at_ + 1, end - at_ - 1);
    const bool is_right = std::all_of(inner.begin(), inner.end(), [](char c) {
      return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '.' || c == ':' ||
             c == '%';
    });
    if (!is_right) return false;
    url_.host = inner;
    return skip_to(end + 1);
  }

  /// Returns the end of a host name: letters, digits and '-', with single dots in between.
  std::size_t host_end() const {
    std::size_t end = at_;
    while (end < text_.size() && is_host_byte(text_[end])) ++end;
    while (end > at_ && end + 1 < text_.size() && text_[end] == '.' &&
           is_host_byte(text_[end + 1])) {
      ++end;
      while (end < text_.size() && is_host_byte(text_[end])) ++end;
    }
    return end;
  }

  std::string_view text_;
  Url& url_;
  std::size_t at_ = 0;
};

}  // namespace

Url take_url(Parser& parser) {
  const Token token = parser.take();
  const std::size_t colon = token.text.find("://");
  const std::string_view scheme = token.text.substr(0, colon);
  Url url;
  url.is_tls = equal_without_case(scheme, "https");
  url.port = url.is_tls ? kHttps : kHttp;
  if (!url.is_tls && !equal_without_case(scheme, "http")) {
    parser.report.error(token.span, "monit accepts only http and https in a URL");
  }
  const std::string_view rest = token.text.substr(colon + 3);
  const std::size_t end = Scanner(rest, url).scan();
  if (end != rest.size()) {
    const auto at = token.span.begin + static_cast<std::uint32_t>(colon + 3 + end);
    parser.report.error({token.span.source, at, at + 1},
                        "a URL cannot contain this character here");
  } else if (url.host.empty()) {
    parser.report.error(token.span, "this URL has no host");
  }
  const bool is_ipv6 = url.host.find(':') != std::string::npos;
  url.shown = std::string(scheme) + "://" + (is_ipv6 ? "[" + url.host + "]" : url.host) + url.shown;
  return url;
}

}  // namespace pkgmap::monitrc
