// What follows the subject of a test: how often the condition must hold, and what monit then does.
//
//   [N cycles | N times within M cycles] then ACTION [else [if succeeded …] [then] ACTION]
#include "parsers/monitrc/tests/outcome.hpp"

#include "parsers/monitrc/tests/test.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr int kMostCycles = 64;

/// Reads `N cycles` or `N M cycles` if a number comes next: only these begin with one here.
bool read_rate(Parser& parser, int& times, int& cycles) {
  if (!parser.at(TokenKind::number)) return true;
  const Span span = parser.peek().span;
  if (!parser.number("a number of cycles", times)) return false;
  cycles = times;
  if (parser.at(TokenKind::number) && !parser.number("a number of cycles", cycles)) return false;
  if (!parser.accept(Keyword::cycle)) return parser.fails("'cycles'");
  if (times < 1 || times > cycles || cycles > kMostCycles) {
    parser.report.error(parser.since(span),
                        "the cycles must be from 1 to 64, and the times not more than the cycles");
  }
  return true;
}

bool read_then(Parser& parser) {
  if (parser.accept(Keyword::then)) return true;
  const Token& next = parser.peek();
  const bool is_glued = next.kind == TokenKind::word && !next.text.empty() && next.text[0] >= '0' &&
                        next.text[0] <= '9';
  return parser.fails("'then'", is_glued ? "put a blank between the number and its unit" : "");
}

bool read_recovery_condition(Parser& parser, Recovery recovery) {
  if (recovery == Recovery::failed) {
    return parser.accept(Keyword::failed) || parser.fails("'failed'");
  }
  return parser.accept(Keyword::succeeded) || parser.fails("'succeeded'");
}

bool read_else(Parser& parser, TestInProgress& now) {
  const Span span = parser.peek().span;
  if (now.recovery == Recovery::none || !parser.accept(Keyword::else_)) return true;
  Action& action = now.test.recovery.emplace();
  if (!parser.accept(Keyword::if_)) {
    parser.uses(Feature::bare_else, span);
    return read_action(parser, action);
  }
  return read_recovery_condition(parser, now.recovery) &&
         read_rate(parser, action.times, action.cycles) && read_then(parser) &&
         read_action(parser, action);
}

/// monit reads an `else` behind `changed permission`, but never executes it.
void drop_idle_recovery(Parser& parser, Test& test, Span span) {
  if (!test.recovery || test.kind != TestKind::permission || test.trigger != Trigger::changed) {
    return;
  }
  parser.report.warning(span, "monit never executes this 'else'",
                        "a permission that changed does not change back");
  test.recovery.reset();
}

}  // namespace

bool read_outcome(Parser& parser, TestInProgress& now) {
  if (!read_rate(parser, now.test.times, now.test.cycles) || !read_then(parser) ||
      !read_action(parser, now.test.action)) {
    return false;
  }
  const Span span = parser.peek().span;
  if (!read_else(parser, now)) return false;
  drop_idle_recovery(parser, now.test, span);
  return true;
}

}  // namespace pkgmap::monitrc
