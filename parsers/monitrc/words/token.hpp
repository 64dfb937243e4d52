// A token of a control file: what it is, where it stands, its text.
//
// Values; `text` points into the Sources that the token was read from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/monitrc/words/keyword.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

enum class TokenKind : std::uint8_t {
  end,      ///< Of the whole input; its span is where the last text ends.
  word,     ///< Unquoted, keyword or not, paths too.
  number,   ///< `[0-9]+`
  real,     ///< `[0-9]+.[0-9]+`
  quoted,   ///< "…" or '…'; the text is what stands between.
  mail,     ///< word@word
  url,      ///< scheme://…
  symbol,   ///< One character that belongs to no word: `:` `{` `}` `@` `%` …
  name,     ///< A service or group name: what follows `check TYPE`, `depends on`, `group`.
  command,  ///< "…" after `start`, `stop`, `restart`, `exec`; the text stands between.
  include,  ///< `include PATTERN`; the text is the pattern. Never reaches the parser.
  block,    ///< Text that is not of this language: a mail format, a list of HTTP headers.
};

struct Token {
  TokenKind kind = TokenKind::end;
  Keyword keyword = Keyword::none;  ///< For words.
  bool is_reserved = false;         ///< For words: no string as far as monit is concerned.
  bool is_quoted = false;           ///< The text stands between quotes, with its escapes.
  bool begins_line = false;         ///< Nothing but blanks stands before it on its line.
  Span span;                        ///< With the quotes.
  std::string_view text;            ///< Without them.

  bool is(Keyword word) const { return kind == TokenKind::word && keyword == word; }
  bool is(char c) const { return kind == TokenKind::symbol && text[0] == c; }
};

/// What monit makes of a token where it wants a string: escapes of a quoted one are replaced.
std::string value_of(const Token& token);

/// monit's STRING: no path, no number, no symbol, no word that it reserves.
bool is_string(const Token& token);

/// monit's PATH: begins with '/', stands on one line.
bool is_path(const Token& token);

}  // namespace pkgmap::monitrc
