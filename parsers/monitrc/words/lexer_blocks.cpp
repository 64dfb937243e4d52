// Reads texts between an opening and a closing mark: commands, mail formats, HTTP headers.
#include <algorithm>
#include <utility>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/monitrc/words/lexer.hpp"
#include "parsers/monitrc/words/quoting.hpp"

namespace pkgmap::monitrc {
namespace {

struct QuotedPiece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

/// Returns the longest piece of a command. monit reads a command in pieces: words, texts between
/// two single quotes, runs of blanks.
QuotedPiece longest_piece(std::string_view command) {
  constexpr std::string_view kBlanks = " \t\r\n";
  QuotedPiece longest;
  for (std::size_t at = 0; at < command.size();) {
    std::size_t end = command.find_first_of(" \t\r\n'", at);
    if (command[at] == '\'') end = command.find('\'', at + 1);
    if (kBlanks.find(command[at]) != kNowhere) end = command.find_first_not_of(kBlanks, at);
    if (command[at] == '\'' && end != kNowhere) ++end;
    const QuotedPiece piece{at, std::min(end, command.size())};
    if (piece.size() > longest.size()) longest = piece;
    at = piece.end;
  }
  return longest;
}

}  // namespace

Token Lexer::read_command() {
  mode_ = Mode::normal;
  const std::size_t begin = at_;
  std::size_t close = lines_only_ ? text_.find('"', begin + 1) : find_command_end(text_, begin + 1);
  if (lines_only_ && close > line_end(begin)) close = kNowhere;
  if (close == kNowhere) close = end_of_open_command(begin);
  at_ = std::min(close + (byte(close) == '"' ? 1U : 0U), text_.size());
  Token found = token(TokenKind::command, begin, at_);
  found.text = text_.substr(begin + 1, close - begin - 1);
  const QuotedPiece longest = longest_piece(found.text);
  judge_length(begin + 1 + longest.begin, begin + 1 + longest.end);
  if (const std::size_t quote = find_lone_quote(found.text); quote != kNowhere) {
    const std::size_t at = begin + 1 + quote;
    report_.error(span(at, at + 1), "this quote is never closed");
  }
  return found;
}

/// Returns the end of a command whose closing quote is missing. monit takes the rest of the file
/// for the command unless that makes too many arguments.
std::size_t Lexer::end_of_open_command(std::size_t begin) {
  const bool is_first = !std::exchange(lines_only_, true);
  const std::string_view rest = text_.substr(begin + 1);
  if (is_first && split_command(rest).size() <= kMostArguments) {
    report_.warning(span(begin, begin + 1), "this quote is never closed",
                    "monit reads the rest of the file as the command");
    return text_.size();
  }
  report_.error(span(begin, begin + 1), "this quote is never closed");
  return line_end(begin);
}

/// Reads up to and with the '}'. Each field ends with its line; only `message:` goes on up to the
/// '}'.
Token Lexer::read_mail_format() {
  const std::size_t begin = at_;
  const std::string_view text = lines_only_ ? text_.substr(0, line_end(begin)) : text_;
  std::size_t at = begin;
  for (;;) {
    at = std::min(text.find_first_not_of(" \t\r\n,;()", at), text.size());
    if (at == text.size() || text[at] == '}') break;
    const std::size_t option = at;
    if (equal_without_case(text.substr(at, 8), "message:")) {
      at = std::min(text.find('}', at), text.size());
    } else if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else {
      at = std::min(text.find_first_of("}\n", at), text.size());
    }
    judge_length(option, at);
  }
  return block(begin, at < text.size() ? at : text_.size(), "this '{' is never closed");
}

/// Reads the list of `http headers [Host: a, Cookie: b]`, from '[' to ']'.
Token Lexer::read_headers() {
  while (is_blank(byte(at_))) ++at_;
  const std::size_t end =
      lines_only_ ? text_.substr(0, line_end(at_)).find(']', at_) : text_.find(']', at_);
  for (std::size_t at = at_; at < std::min(end, text_.size());) {
    const std::size_t piece_end = std::min({text_.find_first_of(",:", at), end, text_.size()});
    judge_length(at, piece_end);
    at = piece_end + 1;
  }
  return block(at_, std::min(end, text_.size()), "this '[' is never closed");
}

/// `end` is the offset of the closing mark; the end of the text if the mark is missing, which is
/// reported.
Token Lexer::block(std::size_t begin, std::size_t end, const char* message) {
  mode_ = Mode::normal;
  if (end == text_.size()) {
    lines_only_ = true;
    report_.error(span(begin, begin), message);
    at_ = line_end(begin);
  } else {
    at_ = end + 1;
  }
  return token(TokenKind::block, begin, at_);
}

}  // namespace pkgmap::monitrc
