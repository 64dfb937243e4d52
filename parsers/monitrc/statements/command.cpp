// Programs and their options: monit(1), SERVICE METHODS.
#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/words/quoting.hpp"
#include "parsers/monitrc/words/statement_words.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

/// monit takes any string behind the quotes for an argument, also on the next line: a misspelt
/// statement becomes an argument.
void warn_of_argument(Parser& parser, const Token& token) {
  if (!token.begins_line || token.kind != TokenKind::word) return;
  const std::string_view near = nearest_word(token.text, check_statement_words());
  parser.report.warning(
      token.span,
      "monit reads " + parser.report.shown(token) + " as an argument of the command before it",
      near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
}

int limit_of(const Limits& limits, Keyword method) {
  if (method == Keyword::start) return limits.start_timeout_ms;
  return method == Keyword::stop ? limits.stop_timeout_ms : limits.restart_timeout_ms;
}

bool is_argument(const Token& token) {
  return is_string(token) || is_path(token);
}

/// `start program = '/bin/x'`: monit accepts the '=' only before a double quote.
bool take_equals_sign(Parser& parser) {
  const Token& next = parser.peek();
  if (!next.is(Keyword::compare) || next.text != "=") return false;
  parser.report.error(next.span, "expected a command in double quotes after '='");
  parser.take();
  return true;
}

}  // namespace

bool read_command(Parser& parser, Command& command) {
  command.span = parser.peek().span;
  const bool is_odd = take_equals_sign(parser);
  const bool is_quoted = parser.at(TokenKind::command);
  if (is_quoted) {
    if (parser.peek().has_glued_equals) parser.uses(Feature::glued_equals, parser.peek().span);
    command.argv = split_command(parser.take().text);
  } else if (is_odd && parser.at(TokenKind::quoted)) {
    command.argv = split_command(parser.take().text);
  } else if (!is_argument(parser.peek())) {
    return parser.fails("a command");
  }
  while (is_argument(parser.peek())) {
    if (is_quoted) warn_of_argument(parser, parser.peek());
    command.argv.push_back(value_of(parser.take()));
  }
  command.span = parser.since(command.span);
  if (command.argv.size() > kMostArguments) {
    parser.report.error(command.span,
                        "a command can have at most " + std::to_string(kMostArguments) +
                            " arguments; this command has " + std::to_string(command.argv.size()));
  }
  if (!command.argv.empty()) return true;
  parser.report.error(command.span, "the command is empty");
  return false;
}

bool read_user_options(Parser& parser, Command& command) {
  while (parser.at(Keyword::uid) || parser.at(Keyword::gid)) {
    const bool is_user = parser.take().is(Keyword::uid);
    const Token owner = parser.peek();
    std::string& into = is_user ? command.uid : command.gid;
    if (!parser.name_or_id(is_user ? "a user" : "a group", into)) return false;
    parser.ask_host(is_user ? HostQuestion::user : HostQuestion::group, owner, into);
  }
  command.span = parser.since(command.span);
  return true;
}

bool read_command_options(Parser& parser, Command& command, int otherwise_ms) {
  if (!read_user_options(parser, command)) return false;
  if (parser.accept(Keyword::timeout) && !read_timeout(parser, command.timeout_seconds)) {
    return false;
  }
  command.timeout_ms =
      command.timeout_seconds ? milliseconds_of(*command.timeout_seconds) : otherwise_ms;
  command.span = parser.since(command.span);
  const Token& next = parser.peek();
  if (!next.is(Keyword::uid) && !next.is(Keyword::gid)) return true;
  parser.report.error(next.span, "'uid' and 'gid' must stand before 'timeout'");
  return false;
}

bool read_method(Parser& parser, Check& check) {
  const Token word = parser.take();
  Command command;
  if (!read_command(parser, command)) return false;
  parser.ask_host_for_program(command.span, command.argv.front(), false);
  if (!read_command_options(parser, command, limit_of(parser.file.limits, word.keyword))) {
    return false;
  }
  if (word.is(Keyword::restart)) parser.uses(Feature::restart_program, word.span);
  if (word.is(Keyword::start))
    check.start = std::move(command);
  else if (word.is(Keyword::stop))
    check.stop = std::move(command);
  else
    check.restart = std::move(command);
  return true;
}

}  // namespace pkgmap::monitrc
