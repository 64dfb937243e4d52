// Tests of processes and programs: monit(1), PROCESS PID TEST, STATUS TEST and the like.
#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/pattern_syntax.hpp"
#include "parsers/monitrc/tests/subject.hpp"

namespace pkgmap::monitrc {

/// `changed pid`, `changed ppid`, `changed fsflags`
bool read_changed(Parser& parser, TestInProgress&) {
  parser.take();
  return true;
}

/// `OP N [UNIT OF TIME]`
bool read_uptime_limit(Parser& parser, Test& test) {
  test.op = read_operator(parser);
  if (!read_whole_limit(parser, test)) return false;
  test.unit = unit_of(parser.peek());
  switch (test.unit) {
    case MeasureUnit::second:
    case MeasureUnit::minute:
    case MeasureUnit::hour:
    case MeasureUnit::day:
    case MeasureUnit::month:
      parser.take();
      return true;
    default:
      test.unit = MeasureUnit::second;
      return true;
  }
}

bool read_uptime(Parser& parser, TestInProgress& now) {
  parser.take();
  return read_uptime_limit(parser, now.test);
}

bool read_status(Parser& parser, TestInProgress& now) {
  const Span span = parser.take().span;
  if (now.trigger == kChanged) {
    parser.uses(Feature::changed_status, span);
    return true;
  }
  now.test.op = read_operator(parser);
  return read_whole_limit(parser, now.test);
}

bool read_security(Parser& parser, TestInProgress& now) {
  const Span span = parser.take().span;
  parser.uses(Feature::security_attribute, span);
  if (!parser.accept(Keyword::attribute)) return parser.fails("'attribute'");
  Test& test = now.test;
  test.op = Operator::not_equal;
  if (now.trigger == kCompared) {
    parser.uses(Feature::attribute_operator, parser.peek().span);
    if (parser.accept(Keyword::matching))
      test.op = Operator::match;
    else if (!parser.at(Keyword::compare))
      return parser.fails("'=', '!=', '=~' or '!=~'");
    else
      test.op = read_operator(parser);
  }
  const Token value = parser.peek();
  test.expect_span = value.span;
  if (!parser.text("an attribute", test.expect)) return false;
  if (test.op == Operator::match || test.op == Operator::no_match) {
    judge_pattern(parser, value.span, test.expect);
  }
  return true;
}

/// `filedescriptors OP N [%]`
bool read_filedescriptors(Parser& parser, TestInProgress& now) {
  parser.uses(Feature::filedescriptors, parser.take().span);
  Test& test = now.test;
  test.subject = "filedescriptors";
  test.op = read_operator(parser);
  const bool is_real = parser.at(TokenKind::real);
  if (!read_limit(parser, test)) return false;
  if (is_real || unit_of(parser.peek()) == MeasureUnit::percent) return read_percent(parser, test);
  return true;
}

/// `total filedescriptors OP N`, `total upload …`
bool read_total(Parser& parser, TestInProgress& now) {
  if (parser.peek(1).is(Keyword::traffic)) {
    now.test.kind = TestKind::traffic;
    return read_traffic(parser, now);
  }
  parser.take();
  if (now.type == CheckType::network) return parser.fails("'upload' or 'download'");
  if (!parser.at(Keyword::filedescriptors)) return parser.fails("'filedescriptors'");
  parser.uses(Feature::filedescriptors, parser.take().span);
  now.test.subject = "total filedescriptors";
  now.test.op = read_operator(parser);
  return read_whole_limit(parser, now.test);
}

}  // namespace pkgmap::monitrc
