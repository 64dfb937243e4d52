// A token of a control file: its kind, its place, its text.
//
// Tokens are values; `text` points into the Sources of the token and is valid as long as these
// live.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/monitrc/words/keyword.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

/// The kinds of tokens that monit's scanner distinguishes.
enum class TokenKind : std::uint8_t {
  end,     ///< The end of the input; its span lies at the end of the last text.
  word,    ///< An unquoted word or path, keyword or not.
  number,  ///< `[0-9]+`
  real,    ///< `[0-9]+.[0-9]+`
  quoted,  ///< "…" or '…'; the text is without the quotes.
  mail,    ///< word@word
  url,     ///< scheme://…
  symbol,  ///< A byte that belongs to no word (`:` `{` `}` `@` `%` …), or a run of the same byte.
  name,    ///< A service or group name: what follows `check TYPE`, `depends on`, `group`.
  command,  ///< "…" behind `start`, `stop`, `restart`, `exec`, or `path` of a program check; the
            ///< text is without the quotes.
  include,  ///< The pattern of `include`. TokenStream handles it; the parser never gets it.
  block,    ///< A text in another language: a mail format, a list of HTTP headers.
};

struct Token {
  TokenKind kind = TokenKind::end;
  Keyword keyword = Keyword::none;  ///< Of a word; else Keyword::none.
  /// Of a word: whether monit refuses it where a string must stand. Else false.
  bool is_reserved = false;
  bool is_quoted = false;  ///< The text stood between quotes; its escapes are not replaced yet.
  bool has_glued_equals = false;  ///< Of a command: an '=' stands directly before its quotes, as in
                                  ///< `start="…"`. Not in `start program="…"`, which every version
                                  ///< of monit reads.
  bool begins_line = false;  ///< Only blanks stand before the token on its line.
  Span span;                 ///< With the quotes.
  std::string_view text;     ///< Without the quotes.

  bool is(Keyword word) const { return kind == TokenKind::word && keyword == word; }
  bool is(char c) const { return kind == TokenKind::symbol && text[0] == c; }
};

/// Returns the string that monit makes of a token: the text, with escapes replaced if it is quoted.
std::string value_of(const Token& token);

/// Returns whether the token is a STRING of monit's grammar: a quoted text or a word, but not a
/// path and not a reserved word.
bool is_string(const Token& token);

/// Returns whether the token is a PATH of monit's grammar: its text, quoted or a word, begins with
/// '/' and has no line end.
bool is_path(const Token& token);

}  // namespace pkgmap::monitrc
