#include "parsers/monitrc/words/lexer.hpp"

#include <algorithm>
#include <utility>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/monitrc/words/phrase.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_scheme(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); });
}

TokenKind kind_of_digits(std::string_view word) {
  const std::size_t first = word.find_first_not_of("0123456789");
  if (first == kNowhere) return TokenKind::number;
  const bool is_real = first != 0 && word[first] == '.' && first + 1 < word.size() &&
                       word.find_first_not_of("0123456789", first + 1) == kNowhere;
  return is_real ? TokenKind::real : TokenKind::word;
}

}  // namespace

Lexer::Lexer(const Sources& sources, std::uint32_t source, LexerMemory& memory, Report& report)
    : text_(sources.bytes(source)), source_(source), memory_(memory), report_(report) {
  if (!text_.starts_with(kByteOrderMark)) return;
  report_.error(span(0, kByteOrderMark.size()), "the file begins with a byte order mark",
                "monit refuses a byte order mark: save the file without it");
  at_ = kByteOrderMark.size();
}

Token Lexer::next() {
  for (;;) {
    const bool is_normal = mode_ == Mode::normal;
    const std::size_t begin = at_;
    const std::optional<Token> found = is_normal ? read_normal() : read_in_mode();
    if (!is_normal) judge_length(begin, found ? found->span.begin : at_);
    if (!found) continue;
    if (!is_normal && found->kind != TokenKind::command && found->kind != TokenKind::block) {
      judge_length(found->span.begin, found->span.end);
    }
    begins_line_ = false;
    return *found;
  }
}

/// Returns nullopt if the bytes that it read make no token, or if another mode must go on.
std::optional<Token> Lexer::read_normal() {
  if (skip_filler() || skip_comment()) return std::nullopt;
  if (at_ >= text_.size()) return token(TokenKind::end, text_.size(), text_.size());
  const char c = text_[at_];
  if (is_quote(c)) return read_quoted();
  if (c == '!' && byte(at_ + 1) == '=') {
    Token found = token(TokenKind::word, at_, at_ + (byte(at_ + 2) == '~' ? 3 : 2));
    found.keyword = Keyword::compare;
    found.is_reserved = true;
    at_ = found.span.end;
    return found;
  }
  if (const std::size_t end = ipv6_end(); end != at_) {
    const Token found = token(TokenKind::word, at_, end);
    at_ = end;
    return found;
  }
  if (!is_word_byte(c)) return read_symbol();
  return classify_word(read_word());
}

/// Reads a word, a mail address or a URL as one token.
Token Lexer::read_word() {
  const std::size_t begin = at_;
  at_ = word_end(begin);
  judge_length(begin, at_);
  if (text_.substr(at_, 3) == "://" && is_scheme(text_.substr(begin, at_ - begin))) {
    return read_url(begin);
  }
  if (byte(at_) == '@' && is_word_byte(byte(at_ + 1))) {
    at_ = word_end(at_ + 1);
    judge_length(begin, at_);
    return token(TokenKind::mail, begin, at_);
  }
  const std::string_view word = text_.substr(begin, at_ - begin);
  return token(is_digit(word[0]) ? kind_of_digits(word) : TokenKind::word, begin, at_);
}

/// monit takes a tab for a part of the path of a URL.
Token Lexer::read_url(std::size_t begin) {
  const std::size_t host = at_ + 3;
  const std::size_t path = std::min(text_.find_first_of("/?# \t\r\n", host), text_.size());
  const bool has_path = path < text_.size() && !is_filler(text_[path]);
  at_ = has_path ? std::min(text_.find_first_of(" \r\n", path), text_.size()) : path;
  judge_length(begin, at_);
  const Token found = token(TokenKind::url, begin, at_);
  if (const std::size_t tab = found.text.find('\t'); tab != kNowhere) {
    report_.warning(span(begin + tab, begin + tab + 1),
                    "monit takes this tab and what follows for a part of the URL",
                    "let a blank follow the URL");
  }
  if (at_ == text_.size()) {
    report_.error(span(begin, at_), "a blank or a line end must follow a URL");
  }
  return found;
}

std::optional<Token> Lexer::classify_word(Token found) {
  if (found.kind != TokenKind::word) return found;
  if (found.text == "\\") return std::nullopt;
  cut_glued_words(found);
  Word row = find_word(found.text);
  if (const Keyword phrase = take_phrase(found); phrase != Keyword::none) {
    row = {found.text, phrase, true};
  }
  if (row.keyword == Keyword::noise || row.keyword == Keyword::no_ssl) {
    begins_line_ = false;
    return std::nullopt;
  }
  found.keyword = row.keyword;
  found.is_reserved = row.is_reserved;
  if (!enter_mode(found)) found.keyword = Keyword::none;
  if (mode_ != Mode::normal) found.is_reserved = true;
  if (mode_ == Mode::include_pattern) return std::nullopt;
  return found;
}

/// Extends `word` to the phrase that begins with it. Returns Keyword::none if there is no phrase.
Keyword Lexer::take_phrase(Token& word) {
  const Phrase phrase = phrase_at(text_.substr(word.span.begin), word.text.size());
  if (phrase.length == 0) return Keyword::none;
  at_ = word.span.begin + phrase.length;
  word.span.end = static_cast<std::uint32_t>(at_);
  word.text = text_.substr(word.span.begin, phrase.length);
  return phrase.keyword;
}

/// Cuts "program" and '=' off words such as those of `start="…"` and `stopprogram = "…"`: monit
/// does not read them as a part of the word if a command follows.
void Lexer::cut_glued_words(Token& word) {
  std::string_view method = word.text;
  if (method.ends_with('=')) method.remove_suffix(1);
  constexpr std::string_view kGluedWord = "program";
  if (method.size() > kGluedWord.size() &&
      equal_without_case(method.substr(method.size() - kGluedWord.size()), kGluedWord)) {
    method.remove_suffix(kGluedWord.size());
  }
  if (method.size() == word.text.size()) return;
  const Keyword keyword = find_word(method).keyword;
  if (keyword != Keyword::start && keyword != Keyword::stop && keyword != Keyword::restart) return;
  const std::size_t end = word.span.begin + method.size();
  if (!command_follows(end, true)) return;
  mode_ = Mode::normal;
  at_ = end;
  word.span.end = word.span.begin + static_cast<std::uint32_t>(method.size());
  word.text = method;
}

/// Reads bytes that belong to no word. A run of one byte makes one token, for the sake of binary
/// files; each brace makes its own.
Token Lexer::read_symbol() {
  const std::size_t begin = at_;
  const char c = text_[at_];
  if (c == '{' && mail_format_comes_) {
    mail_format_comes_ = false;
    mode_ = Mode::mail_format;
  }
  at_ = c == '{' || c == '}' ? at_ + 1 : std::min(text_.find_first_not_of(c, at_), text_.size());
  return token(TokenKind::symbol, begin, at_);
}

bool Lexer::skip_filler() {
  const std::size_t begin = at_;
  std::size_t run = begin;
  for (; at_ < text_.size() && is_filler(text_[at_]); ++at_) {
    if (text_[at_] != '\n') continue;
    begins_line_ = true;
    judge_length(run, at_);
    run = at_ + 1;
  }
  judge_length(run, at_);
  return at_ != begin;
}

bool Lexer::skip_comment() {
  if (byte(at_) != '#') return false;
  const std::size_t begin = at_;
  at_ = line_end(at_);
  judge_length(begin, at_);
  return true;
}

void Lexer::judge_length(std::size_t begin, std::size_t end) {
  if (end - begin <= kLongestPiece || std::exchange(is_too_long_, true)) return;
  report_.error(span(begin, begin + 1), "monit reads at most " + std::to_string(kLongestPiece) +
                                            " bytes in one piece; this piece has " +
                                            std::to_string(end - begin));
}

/// Returns the end of the IPv6 address that begins at `at_`; `at_` if none begins there.
std::size_t Lexer::ipv6_end() const {
  std::size_t end = at_;
  std::size_t colons = 0;
  for (; end < text_.size() && end - at_ < 64; ++end) {
    const char c = lower(text_[end]);
    if (c == ':')
      ++colons;
    else if (!is_digit(c) && !(c >= 'a' && c <= 'f') && c != '.')
      break;
  }
  if (colons < 2 || colons > 7) return at_;
  constexpr std::size_t kMostDigits = 3;  // monit reads more digits as a number of their own.
  if (byte(end) == '/') {
    for (const std::size_t slash = end++; is_digit(byte(end)) && end - slash <= kMostDigits;) ++end;
    return end;
  }
  return byte(end) == ':' ? at_ : end;
}

Token Lexer::read_quoted() {
  const std::size_t begin = at_;
  const std::size_t close =
      find_or_line_end(text_[begin], begin + 1, begin, "this quote is never closed");
  at_ = std::min(close + (byte(close) == text_[begin] ? 1 : 0), text_.size());
  judge_length(begin, close);
  Token found = token(TokenKind::quoted, begin, at_);
  found.text = text_.substr(begin + 1, close - begin - 1);
  found.is_quoted = true;
  return found;
}

Token Lexer::token(TokenKind kind, std::size_t begin, std::size_t end) const {
  Token made;
  made.kind = kind;
  made.begins_line = begins_line_;
  made.span = span(begin, end);
  made.text = text_.substr(begin, end - begin);
  return made;
}

std::size_t Lexer::word_end(std::size_t at) const {
  while (at < text_.size() && is_word_byte(text_[at])) ++at;
  return at;
}

std::size_t Lexer::line_end(std::size_t at) const {
  return std::min(text_.find('\n', at), text_.size());
}

std::size_t Lexer::find_or_line_end(char mark, std::size_t at, std::size_t begin,
                                    const char* message) {
  const std::size_t found = text_.find(mark, at);
  if (found != kNowhere) return found;
  report_.error(span(begin, begin + 1), message);
  return line_end(at);
}

Span Lexer::span(std::size_t begin, std::size_t end) const {
  return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace pkgmap::monitrc
