// What monit does after `then`: monit(1), ACTION.
#include <array>

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/tests/test.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::array<std::string_view, 7> kActions = {"alert", "exec",      "restart", "start",
                                                      "stop",  "unmonitor", "ignore"};

std::optional<ActionKind> action_of(const Token& token) {
  if (token.kind != TokenKind::word) return std::nullopt;
  switch (token.keyword) {
    case Keyword::alert:
      return ActionKind::alert;
    case Keyword::exec:
      return ActionKind::exec;
    case Keyword::restart:
      return ActionKind::restart;
    case Keyword::start:
      return ActionKind::start;
    case Keyword::stop:
      return ActionKind::stop;
    case Keyword::unmonitor:
      return ActionKind::unmonitor;
    case Keyword::ignore:
      return ActionKind::ignore;
    default:
      return std::nullopt;
  }
}

/// `repeat every [N] cycles`
bool read_repeat(Parser& parser, Action& action) {
  if (!parser.at(Keyword::repeat)) return true;
  parser.uses(Feature::repeat, parser.take().span);
  if (!parser.accept(Keyword::every)) return parser.fails("'every'");
  action.repeat_cycles = 1;
  if (parser.at(Keyword::cycle)) parser.uses(Feature::repeat_each_cycle, parser.peek().span);
  if (parser.at(TokenKind::number)) {
    const Span span = parser.peek().span;
    if (!parser.number("a number", action.repeat_cycles)) return false;
    if (action.repeat_cycles < 0) parser.report.error(span, "a number of cycles is not negative");
  }
  return parser.accept(Keyword::cycle) || parser.fails("'cycles'");
}

/// Behind `exec`: `COMMAND [as uid USER] [timeout N seconds] [repeat every N cycles]`
bool read_exec(Parser& parser, Action& action) {
  Command command;
  if (!read_command(parser, command)) return false;
  parser.ask_host_for_program(command.span, command.argv.front(), false);
  if (!read_user_options(parser, command)) return false;
  if (parser.at(Keyword::timeout)) {
    parser.uses(Feature::exec_timeout, parser.take().span);
    // A time of 0 is no limit here.
    if (!read_seconds(parser, command.timeout_seconds)) return false;
    command.timeout_ms = milliseconds_of(*command.timeout_seconds);
  }
  action.exec = std::move(command);
  return read_repeat(parser, action);
}

}  // namespace

bool read_action(Parser& parser, Action& action) {
  const Token& next = parser.peek();
  const std::optional<ActionKind> kind = action_of(next);
  if (!kind) {
    const std::string_view near =
        next.kind == TokenKind::word ? nearest_word(next.text, kActions) : std::string_view{};
    return parser.fails("an action",
                        near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
  }
  action.kind = *kind;
  const Span span = parser.take().span;
  if (*kind == ActionKind::ignore) parser.uses(Feature::ignore_action, span);
  if (*kind == ActionKind::exec && !read_exec(parser, action)) return false;
  action.span = parser.since(span);
  return true;
}

}  // namespace pkgmap::monitrc
