// Cuts one text (the control file, or an included file) into tokens.
//
// As in monit's scanner, the rules depend on what comes before: other rules hold after `check
// TYPE`, `depends`, `group` and `include`, and between the quotes of a command. The lexer applies
// these rules without the grammar, so a mistake in one statement does not change how the next
// statement is cut. The lexer drops comments and noise words, reports mistakes, and always reads to
// the end of the text. The arguments of the constructor must outlive the lexer. For one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/monitrc/words/report.hpp"
#include "parsers/monitrc/words/token.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

/// The state that the lexers of a control file and of its included files share.
struct LexerMemory {
  bool in_program_check = false;  ///< True inside a program check, where `path "…"` is a command.
};

class Lexer {
 public:
  /// Reads the text with the index `source` in `sources`.
  Lexer(const Sources& sources, std::uint32_t source, LexerMemory& memory, Report& report);

  /// Returns the next token. At the end of the text, and for every later call, returns a token of
  /// TokenKind::end.
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
    hostgroups,
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

  // lexer_modes.cpp: the rules after certain words.
  std::optional<Token> read_in_mode();
  bool enter_mode(const Token& word);
  bool command_follows(std::size_t at, bool takes_equals);
  std::optional<Token> read_check_type();
  std::optional<Token> read_name(Mode after);
  std::optional<Token> read_depends_first();
  std::optional<Token> read_depends_more();
  std::optional<Token> read_group_name();
  std::optional<Token> read_every();
  Token read_cron();
  void judge_before_cycles(std::size_t begin);
  Token read_include();

  // lexer_blocks.cpp: texts between an opening and a closing mark.
  Token read_command();
  std::size_t end_of_open_command(std::size_t begin);
  Token read_mail_format();
  Token read_headers();
  Token odd_header(std::size_t begin, std::size_t at);
  Token read_hostgroups();
  Token block(std::size_t begin, std::size_t end, const char* message);

  Token read_quoted();
  /// About how many bytes monit can hold of one word, string, comment or run of blanks.
  static constexpr std::size_t kLongestPiece = 16'382;
  /// Reports the piece [begin, end) if it is longer than kLongestPiece, unless a piece was reported
  /// before.
  void judge_length(std::size_t begin, std::size_t end);
  Token token(TokenKind kind, std::size_t begin, std::size_t end) const;
  std::size_t word_end(std::size_t at) const;
  std::size_t line_end(std::size_t at) const;
  /// Returns the offset of the first `mark` from `at` on. If there is none, reports `message` at
  /// `begin` and returns the end of the line.
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
  bool has_glued_equals_ = false;   ///< Token::has_glued_equals of the next command.
  bool mail_format_comes_ = false;  ///< The next '{' opens a mail format.
  bool is_too_long_ = false;        ///< judge_length() has reported a piece.
  /// An opening mark had no closing mark. From now on, the lexer looks for a closing mark only on
  /// the line of the opening mark.
  bool lines_only_ = false;
};

}  // namespace pkgmap::monitrc
