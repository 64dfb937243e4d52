#include "engine/bundle/hidden_words.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "parsers/monitrc/words/keyword.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/source/mask_bytes.hpp"
#include "parsers/source/mask_rules.hpp"

namespace pkgmap {
namespace {

// Of what has no quotes, monit reads these bytes as marks between words.
constexpr std::string_view kMarksOfMonit = ":@,;()[]{}";
constexpr std::string_view kOpening = "([{";
constexpr std::string_view kClosing = ")]}";
constexpr std::size_t kMostMarks = 2;  // More marks than these, and nothing else, are a secret.
constexpr std::array<std::string_view, 4> kBeforeNumbers = {"timeout", "port", "within", "for"};
constexpr std::array<std::string_view, 3> kBegins = {"set", "check", "include"};

// monit takes no such word for a string unless it is quoted, so it is no secret.
bool is_of_the_language(std::string_view token) {
  return monitrc::find_word(lower(token)).is_reserved;
}

bool is_ip(const std::string& text, int family) {
  in6_addr address{};
  return ::inet_pton(family, text.c_str(), &address) == 1;
}

bool is_number(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == kNowhere;
}

// "10.0.0.1", "10.0.0.0/8", "10.0.0.0/255.0.0.0", "fe80::/10"
bool is_address(std::string_view token) {
  if (equal_without_case(token, "localhost")) return true;
  const std::size_t slash = token.find('/');
  const std::string ip(token.substr(0, slash));
  if (!is_ip(ip, AF_INET) && !is_ip(ip, AF_INET6)) return false;
  if (slash == kNowhere) return true;
  const std::string_view mask = token.substr(slash + 1);
  return (is_number(mask) && mask.size() <= 3) || is_ip(std::string(mask), AF_INET);
}

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), lower(word)) != words.end();
}

bool is_statement(std::string_view word) {
  return !word.empty() && mask::reach_of(word, {}) == mask::Reach::statement;
}

bool is_before_a_secret(std::string_view word) {
  if (word.empty()) return false;
  const mask::Reach reach = mask::reach_of(word, {});
  return reach == mask::Reach::value || reach == mask::Reach::prose;
}

bool is_mmonit(std::string_view word) {
  return is_statement(word) && lower(word.front()) == 'm';
}

bool is_web_address(std::string_view token) {
  const std::string_view scheme = token.substr(0, token.find("://"));
  return scheme.size() < token.size() &&
         (equal_without_case(scheme, "http") || equal_without_case(scheme, "https"));
}

// The quote in which a text ends that begins at the beginning of a line; NUL for none.
char open_quote(std::string_view text) {
  char quote = '\0';
  const std::size_t newline = text.rfind('\n');
  for (const char c : text.substr(newline == kNowhere ? 0 : newline + 1)) {
    if (!mask::is_quote(c)) continue;
    if (quote == '\0') {
      quote = c;
    } else if (quote == c) {
      quote = '\0';
    }
  }
  return quote;
}

// "set mmonit = " -> "mmonit"; the last word, up to the end of the text.
std::string_view last_word(std::string_view text) {
  constexpr std::string_view kAssigns = "=:";
  const auto is_behind = [&](char c) { return mask::is_blank(c) || kAssigns.find(c) != kNowhere; };
  while (!text.empty() && is_behind(text.back())) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && !mask::is_blank(text[begin - 1])) --begin;
  return text.substr(begin);
}

// The end of `USER:PASSWORD` in a URL whose host would begin at `begin`; `begin` if there is none.
// A password may have any byte, so the last '@' counts.
std::size_t end_of_user(std::string_view url, std::size_t begin) {
  const std::size_t end = url.rfind('@');
  if (end == kNowhere || end < begin) return begin;
  const bool has_colon = url.substr(begin, end - begin).find(':') != kNowhere;
  return has_colon || url.find_first_of("/?#", begin) > end ? end : begin;
}

struct Brackets {
  std::string opening;
  std::string closing;
};

// Those that have no partner in the text, but stand in a pattern around it.
Brackets lone_brackets(std::string_view text) {
  Brackets found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (kOpening.find(text[i]) != kNowhere) {
      found.opening += text[i];
    } else if (const std::size_t kind = kClosing.find(text[i]); kind != kNowhere) {
      const bool closes = !found.opening.empty() && found.opening.back() == kOpening[kind];
      closes ? found.opening.pop_back() : found.closing.push_back(text[i]);
    }
  }
  const bool are_few = found.opening.size() + found.closing.size() <= kMostMarks;
  return are_few ? found : Brackets{};
}

/// Writes one secret with other words.
class Hiding {
 public:
  /// Counts the words in `count`.
  Hiding(std::string_view text, const ByteRange& secret, std::size_t& count)
      : secret_(text.substr(secret.begin, secret.end - secret.begin)),
        behind_(text.substr(secret.end)),
        count_(count) {
    const std::string_view before = text.substr(0, secret.begin);
    open_ = open_quote(before);
    previous_ = last_word(before);
    in_url_ = before.ends_with("://");
    begins_word_ = before.empty() || mask::is_blank(before.back());
    is_value_ = !is_statement(previous_);
    in_mmonit_ = is_mmonit(previous_);
  }

  std::string run() {
    while (at_ < secret_.size()) {
      if (mask::is_blank(secret_[at_])) {
        shown_ += secret_[at_++];
      } else if (open_ != '\0') {
        take_inside_quotes();
      } else if (mask::is_quote(secret_[at_])) {
        take_quoted();
      } else {
        take_word();
      }
    }
    return std::move(shown_);
  }

 private:
  std::string fresh() { return "hidden" + std::to_string(++count_); }

  // "user:password" would be no pair without the colon.
  std::string fresh_for(std::string_view text) {
    std::string hidden = fresh();
    if (text.find(':') != kNowhere) hidden += ":" + fresh();
    return hidden;
  }

  // What the secret stands in, a command or a pattern, has these quotes and lone brackets.
  void take_inside_quotes() {
    if (mask::is_quote(secret_[at_])) {
      if (secret_[at_] == open_) open_ = '\0';
      shown_ += secret_[at_++];
      return;
    }
    const std::string_view text = up_to_blank(true);
    const Brackets brackets = lone_brackets(text);
    shown_ += brackets.opening + fresh_for(text) + brackets.closing;
    at_ += text.size();
  }

  void take_quoted() {
    const char quote = secret_[at_];
    const std::size_t close = std::min(secret_.find(quote, at_ + 1), secret_.size());
    const std::string_view text = secret_.substr(at_ + 1, close - at_ - 1);
    shown_ += quote;
    if (text.starts_with('/')) shown_ += '/';
    if (!text.empty()) shown_ += fresh_for(text);
    // The next statements stand on the same lines as before.
    shown_.append(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '\n');
    if (close < secret_.size()) shown_ += quote;
    at_ = std::min(close + 1, secret_.size());
    note({});
  }

  void take_word() {
    const bool begins = at_ == 0 ? begins_word_ : mask::is_blank(secret_[at_ - 1]);
    std::string_view word = up_to_blank(false);
    if (begins && is_url(word)) {
      shown_ += hidden_url(word);
    } else if (in_url_ && at_ == 0) {
      shown_ += hidden_end_of_url(word = up_to_blank(true));
    } else {
      word = up_to_blank(true);
      const std::size_t end = at_ + word.size();
      const bool ends = end == secret_.size() || mask::is_blank(secret_[end]);
      shown_ += begins && ends && stays(word) ? std::string(word) : hidden_word(word);
    }
    at_ += word.size();
    note(word);
  }

  std::string_view up_to_blank(bool or_quote) const {
    std::size_t end = at_;
    while (end < secret_.size() && !mask::is_blank(secret_[end]) &&
           !(or_quote && mask::is_quote(secret_[end]))) {
      ++end;
    }
    return secret_.substr(at_, end - at_);
  }

  bool stays(std::string_view word) const {
    if (word == "\\") return true;
    if (is_number(word)) return !is_value_ && is_among(kBeforeNumbers, previous_);
    if (is_value_ || is_before_a_secret(previous_)) return false;
    return is_of_the_language(word) || is_address(word);
  }

  // Anywhere else, a word with "://" in it is a secret.
  bool is_url(std::string_view word) const {
    const bool is_expected = in_mmonit_ || equal_without_case(previous_, "url");
    return is_expected && !is_value_ && is_web_address(word);
  }

  std::string hidden_word(std::string_view word) {
    std::string hidden;
    const std::size_t count = count_;
    for (std::size_t i = 0; i < word.size();) {
      if (kMarksOfMonit.find(word[i]) != kNowhere) {
        hidden += word[i++];
        continue;
      }
      // A path remains a path, and a comment a comment.
      if (word[i] == '/' || (i == 0 && word[i] == '#')) hidden += word[i];
      hidden += fresh();
      i = std::min(word.find_first_of(kMarksOfMonit, i), word.size());
    }
    return count_ == count && word.size() > kMostMarks ? fresh() : hidden;
  }

  // What stands behind "://" if the secret begins there. If it has a host, nobody knows where.
  std::string hidden_end_of_url(std::string_view rest) {
    const bool has_host = at_ + rest.size() == secret_.size() && !behind_.starts_with('@') &&
                          rest.find('@') != kNowhere;
    return has_host ? fresh() + ":" + fresh() + "@" + fresh() : fresh_for(rest);
  }

  // The host and the path stay, but for what messages hide of them.
  std::string hidden_url(std::string_view url) {
    const std::size_t begin = url.find("://") + 3;
    const std::size_t end = end_of_user(url, begin);
    const std::string_view user = url.substr(begin, end - begin);
    std::string hidden(url.substr(0, begin));
    if (user.find('@') != kNowhere) return hidden + hidden_end_of_url(url.substr(begin));
    if (!user.empty()) hidden += fresh_for(user);
    // A key may be the query of M/Monit's address, whatever its name.
    const std::size_t query = in_mmonit_ ? url.find_first_of("?#", end) : kNowhere;
    hidden += hidden_parts(std::string(url.substr(0, begin)) +
                           std::string(url.substr(end, query - std::min(end, query))))
                  .substr(begin);
    if (query != kNowhere) hidden += url[query] + fresh();
    return hidden;
  }

  std::string hidden_parts(std::string_view text) {
    std::string hidden;
    std::size_t done = 0;
    for (const ByteRange& secret : secrets_in(text)) {
      hidden += text.substr(done, secret.begin - done);
      hidden += fresh_for(text.substr(secret.begin, secret.end - secret.begin));
      done = secret.end;
    }
    return hidden.append(text.substr(done));
  }

  /// `word` is empty for a quoted text.
  void note(std::string_view word) {
    previous_ = word;
    is_value_ = false;
    if (is_statement(word)) in_mmonit_ = is_mmonit(word);
    if (is_among(kBegins, word)) in_mmonit_ = false;
  }

  std::string_view secret_;
  std::string_view behind_;  ///< The text behind the secret.
  std::size_t& count_;
  std::string shown_;
  std::size_t at_ = 0;
  bool begins_word_ = false;   ///< A blank stands before the secret.
  std::string_view previous_;  ///< The word before at_.
  char open_ = '\0';        ///< The quote around at_ that opened before the secret; NUL for none.
  bool in_url_ = false;     ///< The secret begins behind the "://" of a URL.
  bool is_value_ = false;   ///< No word of monit may stand at at_.
  bool in_mmonit_ = false;  ///< at_ is behind `set mmonit`.
};

}  // namespace

std::string HiddenWords::replace(std::string_view text, const std::vector<ByteRange>& secrets) {
  std::string result;
  std::size_t done = 0;
  for (const ByteRange& secret : secrets) {
    result += text.substr(done, secret.begin - done);
    result += Hiding(text, secret, count_).run();
    done = secret.end;
  }
  return result.append(text.substr(done));
}

}  // namespace pkgmap
