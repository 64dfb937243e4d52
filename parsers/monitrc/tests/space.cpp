// Tests of filesystems: monit(1), FILESYSTEM SPACE USAGE TEST and the like.
#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/tests/subject.hpp"
#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {

/// `space|inode [free] OP N [UNIT|%]`; inodes have no unit.
bool read_space(Parser& parser, TestInProgress& now) {
  const bool is_space = parser.take().is(Keyword::space);
  const bool is_free = parser.accept(Keyword::free);
  Test& test = now.test;
  if (is_space)
    test.subject = is_free ? "space free" : "space usage";
  else
    test.subject = is_free ? "inodes free" : "inodes usage";
  test.op = read_operator(parser);
  const bool is_real = parser.at(TokenKind::real);
  if (!read_limit(parser, test)) return false;
  if (unit_of(parser.peek()) == MeasureUnit::percent) return read_percent(parser, test);
  if (is_space)
    take_byte_unit(parser, test);
  else if (is_real)
    return parser.fails("'%'");
  return true;
}

/// `read|write OP N UNIT [second]`, `read|write OP N operations`
bool read_input_output(Parser& parser, TestInProgress& now) {
  const bool is_read = lower(parser.take().text[0]) == 'r';
  Test& test = now.test;
  test.subject = is_read ? "read" : "write";
  test.op = read_operator(parser);
  const bool is_whole = parser.at(TokenKind::number);
  if (!read_limit(parser, test)) return false;
  if (is_whole && parser.at(Keyword::operation)) {
    test.unit = unit_of(parser.take());
    return true;
  }
  take_byte_unit(parser, test);
  parser.accept(Keyword::second);
  return true;
}

/// `service time OP N seconds|ms`
bool read_service_time(Parser& parser, TestInProgress& now) {
  parser.take();
  Test& test = now.test;
  test.subject = "service time";
  test.op = read_operator(parser);
  const bool is_whole = parser.at(TokenKind::number);
  if (!read_limit(parser, test)) return false;
  test.unit = unit_of(parser.peek());
  const bool is_right =
      test.unit == MeasureUnit::second || (is_whole && test.unit == MeasureUnit::millisecond);
  if (!is_right) return parser.fails("'seconds'");
  parser.take();
  return true;
}

}  // namespace pkgmap::monitrc
