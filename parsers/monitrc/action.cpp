// What `then` is to do: monit(1), ACTION.
#include <array>

#include "parsers/monitrc/syntax.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::array<std::string_view, 7> kActions = {"alert", "exec",      "restart", "start",
                                                      "stop",  "unmonitor", "ignore"};

/// `timeout` is the old word for `unmonitor`.
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
    case Keyword::timeout:
      return ActionKind::unmonitor;
    case Keyword::ignore:
      return ActionKind::ignore;
    default:
      return std::nullopt;
  }
}

/// `repeat every [N] cycles`
bool read_repeat(Parser& parser) {
  if (!parser.accept(Keyword::repeat)) return true;
  if (!parser.accept(Keyword::every)) {
    parser.report.expected("'every'", parser.peek());
    return false;
  }
  if (parser.at(TokenKind::number)) parser.take();
  if (parser.accept(Keyword::cycle)) return true;
  parser.report.expected("'cycles'", parser.peek());
  return false;
}

}  // namespace

bool read_action(Parser& parser, Action& action) {
  const Token& next = parser.peek();
  const std::optional<ActionKind> kind = action_of(next);
  if (!kind) {
    const std::string_view near =
        next.kind == TokenKind::word ? nearest_word(next.text, kActions) : std::string_view{};
    parser.report.expected("an action", next,
                           near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
    return false;
  }
  action.kind = *kind;
  parser.take();
  if (*kind == ActionKind::exec) {
    Command command;
    if (!read_command(parser, command) || !read_command_options(parser, command)) return false;
    action.exec = std::move(command);
  }
  return read_repeat(parser);
}

}  // namespace pkgmap::monitrc
