#include "parsers/monitrc/words/phrase.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

/// Matches a text step by step. A step that matches moves on.
class Matcher {
 public:
  explicit Matcher(std::string_view text) : text_(text) {}

  bool word(std::string_view expected) {
    if (!equal_without_case(text_.substr(at_, expected.size()), expected)) return false;
    at_ += expected.size();
    return true;
  }
  bool symbol(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  Matcher& spaces() {
    while (symbol(' ')) {
    }
    return *this;
  }
  Matcher& blanks() {
    while (symbol(' ') || symbol('\t')) {
    }
    return *this;
  }
  std::size_t at() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

constexpr std::string_view kCpuParts[] = {"user",    "usr",   "us",        "system", "sys",
                                          "sy",      "wait",  "wa",        "nice",   "hardirq",
                                          "softirq", "steal", "guestnice", "guest",  ""};

/// Returns the length of a phrase such as `cpu usage (wait)`; 0 if the text begins with none.
std::size_t cpu_part(std::string_view text) {
  Matcher match(text);
  if (!match.word("cpu")) return 0;
  match.spaces();
  while (match.word("usage")) {
  }
  if (!match.spaces().symbol('(')) return 0;
  match.spaces();
  for (const std::string_view part : kCpuParts) {
    Matcher rest = match;
    if (rest.word(part) && rest.spaces().symbol(')')) return rest.at();
  }
  return 0;
}

/// Returns the length of a phrase such as `loadavg (5min)`; 0 if the text begins with none.
std::size_t load_average(std::string_view text) {
  Matcher match(text);
  if (!match.word("loadavg") || !match.spaces().symbol('(')) return 0;
  match.spaces();
  if (!match.word("15") && !match.word("1") && !match.word("5")) return 0;
  match.spaces();
  if (!match.word("min")) match.word("m");
  return match.spaces().symbol(')') ? match.at() : 0;
}

/// Returns the length of `http headers` if a blank follows, else 0. The headers come next.
std::size_t http_headers(std::string_view text) {
  Matcher match(text);
  const bool is_there =
      match.word("http headers") && match.at() < text.size() && is_blank(text[match.at()]);
  return is_there ? match.at() : 0;
}

struct Pair {
  std::string_view first;
  std::string_view second;
  Keyword keyword;
};

/// One blank stands between the two words.
constexpr Pair kPairs[] = {
    {"access", "time", Keyword::timestamp},       {"access", "timestamp", Keyword::timestamp},
    {"change", "time", Keyword::timestamp},       {"change", "timestamp", Keyword::timestamp},
    {"modification", "time", Keyword::timestamp}, {"modification", "timestamp", Keyword::timestamp},
    {"modify", "time", Keyword::timestamp},       {"modify", "timestamp", Keyword::timestamp},
    {"service", "time", Keyword::service_time},   {"total", "mem", Keyword::resource},
    {"total", "memory", Keyword::resource},       {"total", "cpu", Keyword::resource},
};

/// Any number of blanks stands between the two words, at least one.
constexpr Pair kLoosePairs[] = {
    {"ssl", "enable", Keyword::ssl},     {"enable", "ssl", Keyword::ssl},
    {"ssl", "disable", Keyword::no_ssl}, {"disable", "ssl", Keyword::no_ssl},
    {"not", "every", Keyword::every},
};

/// For each small letter a bit for every length that the first word of a pair has: nearly no word
/// of a control file begins a pair.
constexpr auto kFirstWords = [] {
  std::array<std::uint32_t, 256> lengths{};
  const auto add = [&](const Pair& pair) {
    lengths[static_cast<unsigned char>(pair.first.front())] |= 1U << pair.first.size();
  };
  for (const Pair& pair : kPairs) add(pair);
  for (const Pair& pair : kLoosePairs) add(pair);
  return lengths;
}();

/// `run` is the length of the run of word bytes at the beginning of the text.
bool may_begin_pair(std::string_view text, std::size_t run) {
  constexpr std::size_t kLongest = 31;
  const std::uint32_t lengths = kFirstWords[static_cast<unsigned char>(lower(text.front()))];
  return run <= kLongest && (lengths >> run & 1U) != 0;
}

void keep_longest(Phrase& best, std::size_t length, Keyword keyword) {
  if (length > best.length) best = {length, keyword};
}

std::size_t pair_length(std::string_view text, const Pair& pair, bool is_loose) {
  Matcher match(text);
  if (!match.word(pair.first)) return 0;
  const std::size_t gap = match.at();
  if (is_loose)
    match.blanks();
  else
    match.symbol(' ');
  return match.at() != gap && match.word(pair.second) ? match.at() : 0;
}

}  // namespace

Phrase phrase_at(std::string_view text, std::size_t word_length) {
  Phrase best;
  switch (lower(text[0])) {
    case 'c':
      keep_longest(best, cpu_part(text), Keyword::resource);
      break;
    case 'h':
      if (const std::size_t length = http_headers(text); length > word_length) {
        return {length, Keyword::reserved};
      }
      return {};
    case 'l':
      keep_longest(best, load_average(text), Keyword::resource);
      break;
    default:
      break;
  }
  // A blank follows the first word of a pair.
  if (may_begin_pair(text, end_of_run(text, 0, is_word_byte))) {
    for (const Pair& pair : kPairs)
      keep_longest(best, pair_length(text, pair, false), pair.keyword);
    for (const Pair& pair : kLoosePairs) {
      keep_longest(best, pair_length(text, pair, true), pair.keyword);
    }
  }
  return best.length > word_length ? best : Phrase{};
}

}  // namespace pkgmap::monitrc
