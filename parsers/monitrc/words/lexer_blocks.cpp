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

/// Returns the end of the value that begins with the ':' at `at`; `at` if there is none. The longer
/// one of a quoted and a bare value counts.
std::size_t header_value_end(std::string_view text, std::size_t at) {
  const std::size_t bare = std::min(text.find_first_of("\r\n],:", at + 1), text.size());
  const std::size_t first = text.find_first_not_of(" \t\r", at + 1);
  std::size_t quoted = 0;
  if (first != kNowhere && is_quote(text[first])) {
    const std::size_t close = text.find(text[first], first + 1);
    if (close != kNowhere) quoted = close + 1;
  }
  return std::max(quoted, bare == at + 1 ? at : bare);
}

/// Returns the end of what monit reads in one piece of a list of headers: blanks, a '[', a name, a
/// value. Returns `at` at a ']' and at a byte that can begin none of these.
std::size_t header_piece_end(std::string_view text, std::size_t at) {
  if (text[at] == '[' || text[at] == '\n') return at + 1;
  if (text[at] == ':') return header_value_end(text, at);
  const std::size_t blank = std::min(text.find_first_not_of(" \t\r;,()", at), text.size());
  const std::size_t name = text.find_first_of("\t\r\n,[]:", at);
  const bool is_name = name != kNowhere && name != at && text[name] == ':';
  return is_name ? std::max(name, blank) : blank;
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
  found.has_glued_equals = has_glued_equals_;
  if (found.text.size() > kLongestPiece) {
    const QuotedPiece longest = longest_piece(found.text);
    judge_length(begin + 1 + longest.begin, begin + 1 + longest.end);
  }
  const bool has_quote = found.text.find('\'') != kNowhere;
  if (const std::size_t quote = has_quote ? find_lone_quote(found.text) : kNowhere;
      quote != kNowhere) {
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

/// Reads the list of `http headers [Host: a, Cookie: b]`, to the ']'. As in monit, each element is
/// `name: value`, and a '[' may be missing or stand anywhere before a name.
Token Lexer::read_headers() {
  while (is_blank(byte(at_))) ++at_;
  const std::size_t begin = at_;
  const std::string_view text = lines_only_ ? text_.substr(0, line_end(begin)) : text_;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = header_piece_end(text, at);
    if (end == at) return text[at] == ']' ? block(begin, at, "") : odd_header(begin, at);
    judge_length(at, end);
    at = end;
  }
  return block(
      begin, text_.size(),
      byte(begin) == '[' ? "this '[' is never closed" : "expected a list such as [Host: a.b]");
}

/// Reports the text at `at`, which is no header. The default rules read on behind the ']' of the
/// line, or from the line on that begins with no header: that may be the next statement.
Token Lexer::odd_header(std::size_t begin, std::size_t at) {
  mode_ = Mode::normal;
  const std::string_view before = text_.substr(begin, at - begin);
  const std::size_t line = before.rfind('\n');
  const std::size_t end = std::min(text_.find_first_of(" \t\r\n,]", at + 1), text_.size());
  if (before.find_first_not_of(" \t\r") == kNowhere) {
    report_.error(span(at, end), "expected a list such as [Host: a.b]");
  } else if (line == kNowhere) {
    report_.error(span(at, end), "an HTTP header is a name, ':' and a value",
                  "put a value that has a comma in quotes: Accept-Encoding: \"gzip, deflate\"");
  } else {
    report_.error(span(at, end), "an HTTP header is a name, ':' and a value",
                  "the list of " + report_.place(span(begin, begin + 1)) + " is still open here");
  }
  const bool begins_line =
      line != kNowhere && before.find_first_not_of(" \t\r", line + 1) == kNowhere;
  const std::size_t close = text_.substr(0, line_end(at)).find(']', at);
  if (close != kNowhere && !begins_line)
    at_ = close + 1;
  else
    at_ = line == kNowhere ? line_end(at) : begin + line + 1;
  return token(TokenKind::block, begin, at_);
}

/// Reads the list of `hostgroups [web "mail servers"]`, from '[' to ']'.
Token Lexer::read_hostgroups() {
  while (is_blank(byte(at_))) ++at_;
  const std::size_t begin = at_;
  const std::string_view text = lines_only_ ? text_.substr(0, line_end(begin)) : text_;
  std::size_t at = begin;
  while (at < text.size() && text[at] != ']') {
    const std::size_t close = is_quote(text[at]) ? text.find(text[at], at + 1) : kNowhere;
    const bool is_mark = std::string_view("\r\n[ \t,").find(text[at]) != kNowhere;
    const std::size_t bare = std::min(text.find_first_of("\r\n[] \t,", at), text.size());
    const std::size_t end = is_mark ? at + 1 : bare;
    const std::size_t piece_end = close != kNowhere && close + 1 >= end ? close + 1 : end;
    judge_length(at, piece_end);
    at = piece_end;
  }
  return block(begin, at < text.size() ? at : text_.size(), "this '[' is never closed");
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
