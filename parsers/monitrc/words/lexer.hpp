// Cuts one text of a control file into tokens.
//
// As in monit, what a word means depends on the words before it: after `check
// TYPE`, `depends`, `group`, `include`, and between the quotes of a command,
// other rules hold. The grammar has no say in that, so a mistake in a statement
// does not upset the reading of the next one. Comments and noise words are
// dropped here. Never ends before the text does; the text must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/monitrc/words/report.hpp"
#include "parsers/monitrc/words/token.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

/// What a lexer hands on to that of an included text, and back.
struct LexerMemory {
  bool in_program_check = false;  ///< `path "…"` is then a command.
};

class Lexer {
 public:
  Lexer(const Sources& sources, std::uint32_t source, LexerMemory& memory, Report& report);

  /// TokenKind::end at the end, as often as asked.
  Token next();

 private:
  enum class Mode : std::uint8_t {
    normal,
    check_type,
    service_name,
    depends_first,
    depends_more,
    group_name,
    every_value,
    include_pattern,
    command,
    mail_format,
    headers,
  };

  // lexer.cpp: the default rules.
  std::optional<Token> read_normal();
  Token read_word();
  Token read_url(std::size_t begin);
  std::optional<Token> classify_word(Token token);
  void cut_glued_words(Token& word);
  Keyword take_phrase(Token& word);
  Token read_symbol();
  bool skip_filler();
  bool skip_comment();
  std::size_t ipv6_end() const;

  // lexer_modes.cpp: the rules behind certain words.
  std::optional<Token> read_in_mode();
  bool enter_mode(const Token& word);
  bool command_follows(std::size_t at, bool takes_equals);
  std::optional<Token> read_check_type();
  std::optional<Token> read_name(Mode after);
  std::optional<Token> read_depends_first();
  std::optional<Token> read_depends_more();
  std::optional<Token> read_group_name();
  std::optional<Token> read_every();
  Token read_include();

  // lexer_blocks.cpp: what has marks at both ends.
  Token read_command();
  std::size_t end_of_open_command(std::size_t begin);
  Token read_mail_format();
  Token read_headers();
  Token block(std::size_t begin, std::size_t end, const char* message);

  Token read_quoted();
  /// monit has room for about 16382 bytes of one word, string, comment or run of blanks.
  void judge_length(std::size_t begin, std::size_t end);
  Token token(TokenKind kind, std::size_t begin, std::size_t end) const;
  std::size_t word_end(std::size_t at) const;
  std::size_t line_end(std::size_t at) const;
  /// The first `mark` from `at` on; where the line ends, with a diagnostic, when there is none.
  std::size_t find_or_line_end(char mark, std::size_t at, std::size_t begin, const char* message);
  Span span(std::size_t begin, std::size_t end) const;
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::string_view text_;
  std::uint32_t source_;
  LexerMemory& memory_;
  Report& report_;
  std::size_t at_ = 0;
  Mode mode_ = Mode::normal;
  bool begins_line_ = true;
  bool mail_format_comes_ = false;  ///< The next '{' opens one.
  bool is_too_long_ = false;        ///< Something was, and that is said.
  bool lines_only_ = false;         ///< Something was never closed: from now on, lines close it.
};

}  // namespace pkgmap::monitrc
