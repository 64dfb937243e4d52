#include "parsers/source/mask.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "parsers/source/ascii.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kLookBack = 64 * 1024;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_quote(char c) {
  return c == '"' || c == '\'';
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Which bytes behind a keyword are its secret. Blanks and line ends may stand between the two.
enum class Reach {
  none,
  value,    ///< A quoted string, or else the rest of the line.
  line,     ///< The rest of the line, and lines that belong to it: see end_of_statement().
  headers,  ///< All between '[' and ']'.
};

struct Keyword {
  std::string_view word;
  Reach reach;
  std::size_t typos;  ///< A word at most so many edits away counts as the keyword.
};

// In a statement that does not parse, the keyword before a secret may be misspelt.
constexpr std::array<Keyword, 18> kKeywords = {{{"allow", Reach::line, 1},
                                                {"mmonit", Reach::line, 1},
                                                {"password", Reach::value, 2},
                                                {"passwd", Reach::value, 0},
                                                {"passwort", Reach::value, 0},
                                                {"passphrase", Reach::value, 2},
                                                {"pass", Reach::value, 0},
                                                {"pwd", Reach::value, 0},
                                                {"username", Reach::value, 2},
                                                {"secret", Reach::value, 1},
                                                {"send", Reach::value, 0},
                                                {"token", Reach::value, 0},
                                                {"apikey", Reach::value, 0},
                                                {"credentials", Reach::value, 2},
                                                {"authorization", Reach::value, 2},
                                                {"cookie", Reach::value, 1},
                                                {"headers", Reach::headers, 1},
                                                {"header", Reach::headers, 0}}};

bool means(std::string_view word, const Keyword& keyword) {
  // These comparisons are cheap, and nearly every word of a control file fails one of them.
  if (lower(word.front()) != keyword.word.front()) return false;
  if (word.size() > keyword.word.size() + keyword.typos) return false;
  if (word.size() + keyword.typos < keyword.word.size()) return false;
  const std::size_t typos = edit_distance(word, keyword.word);
  return typos == 0 || (typos <= keyword.typos && edit_distance(word, "monit") != 0);
}

Reach reach_of(std::string_view word) {
  const auto found = std::find_if(kKeywords.begin(), kKeywords.end(),
                                  [=](const Keyword& keyword) { return means(word, keyword); });
  return found == kKeywords.end() ? Reach::none : found->reach;
}

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t begin, std::size_t end)
      : text_(text), at_(begin), end_(end) {}

  std::vector<ByteRange> run() {
    while (at_ < end_) step();
    return std::move(found_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      comment_ = false;
      ++at_;
    } else if (c == '#' && (at_ == 0 || is_blank(text_[at_ - 1]))) {
      comment_ = true;
      ++at_;
    } else if (is_blank(c) || is_quote(c)) {
      ++at_;
    } else {
      run_of_bytes();
    }
  }

  /// Reads a run of bytes without blanks and quotes: hides user info, then looks for keywords.
  void run_of_bytes() {
    const std::size_t begin = at_;
    std::size_t end = begin;
    while (end < text_.size() && !is_blank(text_[end]) && !is_quote(text_[end])) ++end;
    hide_user_info(begin, end);
    while (at_ < end) {
      if (!is_word(text_[at_])) {
        ++at_;
        continue;
      }
      const std::size_t word = at_;
      while (at_ < end && is_word(text_[at_])) ++at_;
      const Reach reach = reach_of(text_.substr(word, at_ - word));
      if (reach == Reach::none || !is_keyword(word, reach)) continue;
      if (text_[begin] == '/' && is_inside_file_name()) continue;
      hide_after(reach);
      return;
    }
  }

  /// True behind `password` in `/usr/bin/check-password-expiry.sh`.
  bool is_inside_file_name() const {
    return at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '_');
  }

  /// False for the last word of `selfsigned: allow`, `/etc/hosts.allow`, `hosts_allow` and
  /// `/etc/secret`.
  bool is_keyword(std::size_t word, Reach reach) const {
    const char left = word == 0 ? ' ' : text_[word - 1];
    const char right = at_ == text_.size() ? ' ' : text_[at_];
    if (reach != Reach::line) return left != '/' && right != '/' && right != '.';
    const std::size_t before = text_.substr(0, word).find_last_not_of(" \t");
    const bool setting = before != kNowhere && text_[before] == ':' && before + 1 < word;
    constexpr std::string_view kEdges = " \t\r\n\"'\\,;(){}:@";
    return !setting && kEdges.find(left) != kNowhere && kEdges.find(right) != kNowhere;
  }

  void hide_user_info(std::size_t begin, std::size_t end) {
    const std::string_view run = text_.substr(begin, end - begin);
    const std::size_t mark = run.rfind('@');
    const std::size_t scheme = run.find("://");
    const std::size_t user = scheme == kNowhere ? 0 : scheme + 3;
    if (mark == kNowhere) {
      if (scheme != kNowhere) hide_unfinished_user_info(begin + user, end);
      return;
    }
    if (user < mark && run.substr(user, mark - user).find(':') != kNowhere) {
      found_.push_back({begin + user, begin + mark});
    }
  }

  /// Hides `me:secret` in `http://me:secret`, which lacks the '@': `secret` cannot be a port.
  void hide_unfinished_user_info(std::size_t begin, std::size_t end) {
    const std::string_view authority =
        text_.substr(begin, std::min(text_.find('/', begin), end) - begin);
    const std::size_t colon = authority.find(':');
    if (colon == kNowhere || authority.front() == '[') return;
    const std::string_view port = authority.substr(colon + 1);
    if (port.find_first_not_of("0123456789.,;)") == kNowhere) return;
    found_.push_back({begin, begin + authority.size()});
  }

  void hide_after(Reach reach) {
    std::size_t value = at_;
    if (reach == Reach::headers) {
      value = skip_blanks(value, "");
      if (value >= text_.size() || text_[value] != '[') return;
      hide(value + 1, std::min(text_.find(']', value), text_.size()));
      return;
    }
    const std::string_view extra = reach == Reach::value ? "=:" : "=";
    value = skip_blanks(value, extra);
    // A comment may stand before the value, or its writer took `#…` for the value: hide both.
    while (!comment_ && value < text_.size() && text_[value] == '#') {
      hide(value, line_end(value));
      value = skip_blanks(line_end(value), extra);
    }
    if (value >= text_.size() || text_[value] == '\n') return;
    if (reach == Reach::value && is_quote(text_[value])) {
      const std::size_t close = text_.find(text_[value], value + 1);
      hide(value, close == kNowhere ? line_end(value) : close + 1);
      return;
    }
    hide(value, reach == Reach::value ? line_end(value) : end_of_statement(value));
  }

  /// Skips blanks, backslashes and the bytes of `extra`. Crosses a line end only if the keyword is
  /// not in a comment.
  std::size_t skip_blanks(std::size_t at, std::string_view extra) const {
    while (at < text_.size() &&
           (is_blank(text_[at]) || text_[at] == '\\' || extra.find(text_[at]) != kNowhere)) {
      if (text_[at] == '\n' && comment_) break;
      ++at;
    }
    return at;
  }

  /// Returns the end of the line. Goes on to a later line if a quote is open at the end, or if a
  /// ':' stands at the end or begins the next line.
  std::size_t end_of_statement(std::size_t at) const {
    for (;;) {
      const std::size_t end = line_end_outside_quotes(at);
      if (comment_) return end;
      const std::size_t next = text_.find_first_not_of(" \t\r\n", end);
      const std::size_t last = text_.substr(at, end - at).find_last_not_of(" \t\r\\");
      const bool open = last != kNowhere && text_[at + last] == ':';
      if (next == kNowhere || !(open || text_[next] == ':')) return end;
      at = next;
    }
  }

  std::size_t line_end(std::size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
  }

  std::size_t line_end_outside_quotes(std::size_t at) const {
    while (at < text_.size() && text_[at] != '\n') {
      if (is_quote(text_[at])) {
        const std::size_t close = text_.find(text_[at], at + 1);
        if (close == kNowhere) return line_end(at);
        at = close;
      }
      ++at;
    }
    return at;
  }

  void hide(std::size_t begin, std::size_t end) {
    if (begin < end) found_.push_back({begin, end});
    at_ = std::max(at_, end);
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  bool comment_ = false;
  std::vector<ByteRange> found_;
};

}  // namespace

std::vector<ByteRange> secrets_in(std::string_view text, std::size_t begin, std::size_t end) {
  end = std::min(end, text.size());
  begin = std::min(begin, end);
  std::size_t from = begin > kLookBack ? begin - kLookBack : 0;
  if (from != 0) from = std::min(text.find('\n', from), begin);
  std::vector<ByteRange> all = Scanner(text, from, end).run();
  std::sort(all.begin(), all.end(),
            [](const ByteRange& l, const ByteRange& r) { return l.begin < r.begin; });
  std::vector<ByteRange> answer;
  for (ByteRange range : all) {
    range.begin = std::max(range.begin, begin);
    range.end = std::min(range.end, end);
    if (range.begin >= range.end) continue;
    if (!answer.empty() && range.begin <= answer.back().end) {
      answer.back().end = std::max(answer.back().end, range.end);
    } else {
      answer.push_back(range);
    }
  }
  return answer;
}

std::vector<std::string> without_secrets(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += word + "\n";
  const std::vector<ByteRange> secrets = secrets_in(joined, 0, joined.size());
  std::vector<std::string> answer;
  std::size_t begin = 0;
  for (const std::string& word : words) {
    const std::size_t end = begin + word.size();
    std::string shown;
    std::size_t at = begin;
    for (const ByteRange& secret : secrets) {
      if (secret.end <= begin || secret.begin >= end) continue;
      if (secret.begin > at) shown += joined.substr(at, secret.begin - at);
      shown += "***";
      at = std::min(secret.end, end);
    }
    answer.push_back(shown + joined.substr(at, end - at));
    begin = end + 1;
  }
  return answer;
}

}  // namespace pkgmap
