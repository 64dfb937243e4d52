// Tests of network interfaces: monit(1), NETWORK LINK TESTS.
#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/tests/subject.hpp"
#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

/// `[N] minute|hour|day`. monit looks back one day at most.
bool read_range(Parser& parser, Test& test) {
  test.range = 1;
  const Span span = parser.peek().span;
  if (parser.at(TokenKind::number) && !parser.number("a number", test.range)) return false;
  test.range_unit = unit_of(parser.peek());
  int most = 0;
  if (test.range_unit == MeasureUnit::minute) most = 60;
  if (test.range_unit == MeasureUnit::hour) most = 24;
  if (test.range_unit == MeasureUnit::day) most = 1;
  if (most == 0) return parser.fails("'minutes', 'hours' or 'day'");
  parser.take();
  if (test.range > most) {
    parser.report.error(span, std::string("the range is at most ") + std::to_string(most) + " " +
                                  name_of(test.range_unit) + (most == 1 ? "" : "s"));
  }
  return true;
}

}  // namespace

/// `failed link`, `changed link`, `link up|down`
bool read_link(Parser& parser, TestInProgress& now) {
  const Span span = parser.take().span;
  Test& test = now.test;
  if (now.trigger == kChanged) {
    test.subject = "link capacity";
    now.recovery = Recovery::succeeded;
    return true;
  }
  test.subject = "link";
  if (now.trigger == kFailed) return true;
  parser.uses(Feature::link_up, span);
  if (parser.accept(Keyword::down)) return true;
  if (!parser.accept(Keyword::up)) return parser.fails("'up' or 'down'");
  test.is_not = true;
  now.recovery = Recovery::failed;
  return true;
}

bool read_saturation(Parser& parser, TestInProgress& now) {
  parser.take();
  now.test.op = read_operator(parser);
  return read_whole_limit(parser, now.test) && read_percent(parser, now.test);
}

/// `[total] upload|download OP N UNIT|packets …`
bool read_traffic(Parser& parser, TestInProgress& now) {
  const bool is_total = parser.accept(Keyword::total);
  const bool is_upload = lower(parser.take().text[0]) == 'u';
  Test& test = now.test;
  test.subject = is_upload ? "upload" : "download";
  test.op = read_operator(parser);
  if (!read_whole_limit(parser, test)) return false;
  if (parser.at(Keyword::packet))
    test.unit = unit_of(parser.take());
  else
    take_byte_unit(parser, test);
  if (is_total) return read_range(parser, test);
  parser.accept(Keyword::second);
  return true;
}

}  // namespace pkgmap::monitrc
