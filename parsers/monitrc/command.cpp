// Programs and their options: monit(1), SERVICE METHODS.
#include <limits>

#include "parsers/monitrc/quoting.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

/// monit goes on with any string behind the quotes, also on the next line: a misspelt statement
/// is an argument.
void warn_of_argument(Parser& parser, const Token& token) {
  if (!token.begins_line || token.kind != TokenKind::word) return;
  const std::string_view near = nearest_word(token.text, check_statement_words());
  parser.report.warning(
      token.span,
      "monit takes " + parser.report.shown(token) + " for an argument of the command before it",
      near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
}

/// `start program = '/bin/x'`: the '=' belongs to a double quote.
bool take_equals_sign(Parser& parser) {
  const Token& next = parser.peek();
  if (!next.is(Keyword::compare) || next.text != "=") return false;
  parser.report.error(next.span, "expected a command in double quotes after '='");
  parser.take();
  return true;
}

int milliseconds_in(Keyword unit) {
  switch (unit) {
    case Keyword::millisecond:
      return 1;
    case Keyword::minute:
      return 60'000;
    case Keyword::hour:
      return 3'600'000;
    case Keyword::second:
      return 1'000;
    default:
      return 0;
  }
}

}  // namespace

bool read_duration(Parser& parser, int& milliseconds) {
  int amount = 0;
  if (!parser.number("a number of seconds", amount)) return false;
  const Keyword unit = parser.at(TokenKind::word) ? parser.peek().keyword : Keyword::none;
  if (unit != Keyword::second && unit != Keyword::millisecond) {
    parser.report.expected("'seconds'", parser.peek());
  }
  int factor = milliseconds_in(unit);
  if (factor != 0) parser.take();
  if (factor == 0) factor = 1'000;
  const int most = std::numeric_limits<int>::max();
  milliseconds = amount > most / factor ? most : amount * factor;
  return true;
}

bool read_timeout(Parser& parser, std::optional<int>& seconds) {
  int milliseconds = 0;
  if (parser.peek(1).is(Keyword::millisecond)) parser.report.expected("'seconds'", parser.peek(1));
  if (!read_duration(parser, milliseconds)) return false;
  seconds = milliseconds / 1'000 + (milliseconds % 1'000 == 0 ? 0 : 1);
  return true;
}

bool read_command(Parser& parser, Command& command) {
  command.span = parser.peek().span;
  const bool is_odd = take_equals_sign(parser);
  const bool is_quoted = parser.at(TokenKind::command);
  if (is_quoted) {
    command.argv = split_command(parser.take().text);
  } else if (is_odd && parser.at(TokenKind::quoted)) {
    command.argv = split_command(parser.take().text);
  } else if (!is_string(parser.peek())) {
    parser.report.expected("a command", parser.peek());
    return false;
  }
  while (is_string(parser.peek())) {
    if (is_quoted) warn_of_argument(parser, parser.peek());
    command.argv.push_back(value_of(parser.take()));
  }
  command.span = parser.since(command.span);
  if (command.argv.size() > kMostArguments) {
    parser.report.error(command.span, "a command can have " + std::to_string(kMostArguments) +
                                          " arguments, this has " +
                                          std::to_string(command.argv.size()));
  }
  if (!command.argv.empty()) return true;
  parser.report.error(command.span, "the command is empty");
  return false;
}

bool read_command_options(Parser& parser, Command& command) {
  for (;;) {
    const Token& next = parser.peek();
    if (next.is(Keyword::uid) || next.is(Keyword::gid)) {
      if (command.timeout_seconds) {
        parser.report.error(next.span, "'uid' and 'gid' must stand before 'timeout'");
      }
      const bool is_user = parser.take().keyword == Keyword::uid;
      if (!parser.name_or_id(is_user ? "a user" : "a group", is_user ? command.uid : command.gid)) {
        return false;
      }
    } else if (next.is(Keyword::timeout)) {
      parser.take();
      if (!read_timeout(parser, command.timeout_seconds)) return false;
    } else {
      command.span = parser.since(command.span);
      return true;
    }
  }
}

bool read_method(Parser& parser, Check& check) {
  const Keyword method = parser.take().keyword;
  Command command;
  if (!read_command(parser, command) || !read_command_options(parser, command)) return false;
  if (method == Keyword::start)
    check.start = std::move(command);
  else if (method == Keyword::stop)
    check.stop = std::move(command);
  else
    check.restart = std::move(command);
  return true;
}

}  // namespace pkgmap::monitrc
