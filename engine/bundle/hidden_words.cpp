#include "engine/bundle/hidden_words.hpp"

#include <algorithm>
#include <array>

#include "parsers/monitrc/words/keyword.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/source/mask_bytes.hpp"

namespace pkgmap {
namespace {

constexpr std::string_view kBetween = ":@/,\"'[]=()";
constexpr std::array<std::string_view, 4> kBeforeNumbers = {"timeout", "port", "within", "for"};
constexpr std::array<std::string_view, 3> kBeforeSecrets = {"username", "password", "secret"};

// monit takes no such word for a string unless it is quoted, so it is no secret.
bool is_of_the_language(std::string_view token) {
  return monitrc::find_word(lower(token)).is_reserved;
}

bool is_address(std::string_view token) {
  const bool all = std::all_of(token.begin(), token.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '/';
  });
  return token == "localhost" || (all && std::count(token.begin(), token.end(), '.') == 3);
}

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), lower(word)) != words.end();
}

bool is_number(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

// The quote in which a text ends that begins at the beginning of a line; NUL for none.
char open_quote(std::string_view text) {
  char quote = '\0';
  const std::size_t newline = text.rfind('\n');
  for (const char c : text.substr(newline == std::string_view::npos ? 0 : newline + 1)) {
    if (!mask::is_quote(c)) continue;
    if (quote == '\0') {
      quote = c;
    } else if (quote == c) {
      quote = '\0';
    }
  }
  return quote;
}

// "set mmonit http://" -> "http://"; the last word, up to the end of the text.
std::string_view last_word(std::string_view text) {
  while (!text.empty() && mask::is_blank(text.back())) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && !mask::is_blank(text[begin - 1])) --begin;
  return text.substr(begin);
}

}  // namespace

std::string HiddenWords::fresh() {
  return "hidden" + std::to_string(++count_);
}

std::string HiddenWords::hidden_token(std::string_view token) {
  std::string result;
  // Of a URL only what stands before the host is a secret.
  const std::size_t scheme = token.find("://");
  const std::size_t at = token.rfind('@');
  std::size_t end = token.size();
  if (scheme != std::string_view::npos) {
    const std::size_t begin = scheme + 3;
    end = at == std::string_view::npos || at < begin ? begin : at;
    result = token.substr(0, begin);
    const std::string_view secret = token.substr(begin, end - begin);
    const std::size_t colon = secret.find(':');
    if (!secret.empty()) result += fresh();
    if (colon != std::string_view::npos) result += ":" + fresh();
    return result.append(token.substr(end));
  }
  for (std::size_t i = 0; i < token.size();) {
    const bool between = kBetween.find(token[i]) != std::string_view::npos;
    std::size_t next = i + 1;
    while (!between && next < token.size() &&
           kBetween.find(token[next]) == std::string_view::npos) {
      ++next;
    }
    result += between ? std::string(1, token[i]) : fresh();
    i = next;
  }
  return result;
}

std::string HiddenWords::hidden(std::string_view secret, std::string_view before) {
  std::string result;
  std::string previous(last_word(before));
  char quote = open_quote(before);
  const bool begins_a_word = before.empty() || mask::is_blank(before.back());
  for (std::size_t at = 0; at < secret.size();) {
    if (mask::is_blank(secret[at])) {
      result += secret[at++];
      continue;
    }
    std::size_t end = at;
    const bool began_quoted = quote != '\0';
    bool has_quote = false;
    for (; end < secret.size() && !mask::is_blank(secret[end]); ++end) {
      if (!mask::is_quote(secret[end])) continue;
      has_quote = true;
      if (quote == '\0') {
        quote = secret[end];
      } else if (quote == secret[end]) {
        quote = '\0';
      }
    }
    const std::string_view token = secret.substr(at, end - at);
    const bool plain = !began_quoted && !has_quote && (at > 0 || begins_a_word);
    const bool stays = plain && (is_of_the_language(token) ||
                                 (is_address(token) && !is_among(kBeforeSecrets, previous)) ||
                                 (is_number(token) && is_among(kBeforeNumbers, previous)));
    result += stays ? std::string(token) : hidden_token(token);
    previous = token;
    at = end;
  }
  return result;
}

std::string HiddenWords::replace(std::string_view text, const std::vector<ByteRange>& secrets) {
  std::string result;
  std::size_t done = 0;
  for (const ByteRange& secret : secrets) {
    result += text.substr(done, secret.begin - done);
    result +=
        hidden(text.substr(secret.begin, secret.end - secret.begin), text.substr(0, secret.begin));
    done = secret.end;
  }
  return result.append(text.substr(done));
}

}  // namespace pkgmap
