#include "parsers/monitrc/statements/measure.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

struct Spelling {
  std::string_view word;
  Operator op;
};

constexpr Spelling kOperators[] = {
    {">", Operator::greater},
    {"greater", Operator::greater},
    {"gt", Operator::greater},
    {"more", Operator::greater},
    {"older", Operator::greater},
    {">=", Operator::greater_or_equal},
    {"ge", Operator::greater_or_equal},
    {"<", Operator::less},
    {"less", Operator::less},
    {"lt", Operator::less},
    {"newer", Operator::less},
    {"<=", Operator::less_or_equal},
    {"le", Operator::less_or_equal},
    {"!=", Operator::not_equal},
    {"ne", Operator::not_equal},
    {"notequal", Operator::not_equal},
    {"=~", Operator::match},
    {"!=~", Operator::no_match},
    {"nomatch", Operator::no_match},
    {"notmatching", Operator::no_match},
};

Operator operator_of(std::string_view word) {
  for (const Spelling& spelling : kOperators) {
    if (equal_without_case(word, spelling.word)) return spelling.op;
  }
  return Operator::equal;
}

/// The first letter tells the units of bytes apart.
MeasureUnit byte_unit_of(std::string_view word) {
  switch (lower(word[0])) {
    case 'k':
      return MeasureUnit::kilobyte;
    case 'm':
      return MeasureUnit::megabyte;
    case 'g':
      return MeasureUnit::gigabyte;
    default:
      return MeasureUnit::byte;
  }
}

bool wants_unit(Parser& parser, const char* unit) {
  const Token& next = parser.peek();
  const bool is_glued = next.kind == TokenKind::word && is_digit(next.text[0]);
  return parser.fails(unit, is_glued ? "put a blank between the number and its unit" : "");
}

}  // namespace

Operator read_operator(Parser& parser) {
  if (parser.accept(Keyword::changed)) return Operator::changed;
  if (!parser.at(Keyword::compare)) return Operator::equal;
  const Token word = parser.take();
  const Operator op = operator_of(word.text);
  if (op == Operator::greater_or_equal || op == Operator::less_or_equal) {
    parser.uses(Feature::or_equal, word.span);
  }
  if (equal_without_case(word.text, "older") || equal_without_case(word.text, "newer")) {
    parser.uses(Feature::age_words, word.span);
  }
  return op;
}

bool read_equality(Parser& parser, Operator& op) {
  const Token& next = parser.peek();
  op = next.is(Keyword::compare) ? operator_of(next.text) : Operator::changed;
  if (op != Operator::equal && op != Operator::not_equal) return parser.fails("'=' or '!='");
  parser.take();
  return true;
}

MeasureUnit unit_of(const Token& token) {
  if (token.is('%')) return MeasureUnit::percent;
  if (token.kind != TokenKind::word) return MeasureUnit::none;
  switch (token.keyword) {
    case Keyword::byte_unit:
      return byte_unit_of(token.text);
    case Keyword::percent:
      return MeasureUnit::percent;
    case Keyword::millisecond:
      return MeasureUnit::millisecond;
    case Keyword::second:
      return MeasureUnit::second;
    case Keyword::minute:
      return MeasureUnit::minute;
    case Keyword::hour:
      return MeasureUnit::hour;
    case Keyword::day:
      return MeasureUnit::day;
    case Keyword::month:
      return MeasureUnit::month;
    case Keyword::packet:
      return MeasureUnit::packet;
    case Keyword::operation:
      return MeasureUnit::operation;
    default:
      return MeasureUnit::none;
  }
}

void take_byte_unit(Parser& parser, Test& test) {
  test.unit = parser.at(Keyword::byte_unit) ? unit_of(parser.take()) : MeasureUnit::byte;
}

bool read_whole_limit(Parser& parser, Test& test) {
  int number = 0;
  if (!parser.number("a whole number", number)) return false;
  test.limit = number;
  return true;
}

bool read_limit(Parser& parser, Test& test) {
  const Token& next = parser.peek();
  if (next.kind == TokenKind::number) return read_whole_limit(parser, test);
  if (next.kind != TokenKind::real) return parser.fails("a number");
  std::from_chars(next.text.data(), next.text.data() + next.text.size(), test.limit);
  parser.take();
  return true;
}

bool read_percent(Parser& parser, Test& test) {
  if (unit_of(parser.peek()) != MeasureUnit::percent) return wants_unit(parser, "'%'");
  parser.take();
  test.unit = MeasureUnit::percent;
  return true;
}

int milliseconds_of(int seconds) {
  constexpr unsigned kMost = std::numeric_limits<int>::max();
  return static_cast<int>(std::min(static_cast<unsigned>(seconds) * 1'000U, kMost));
}

bool read_duration(Parser& parser, int& milliseconds) {
  int amount = 0;
  const Span span = parser.peek().span;
  if (!parser.number("a number of seconds", amount)) return false;
  const MeasureUnit unit = unit_of(parser.peek());
  if (unit != MeasureUnit::second && unit != MeasureUnit::millisecond)
    return wants_unit(parser, "'seconds'");
  parser.take();
  const bool refused = amount < 1 && parser.refuses(Refusal::limit_below_one, span);
  if (amount == 0 && !refused) {
    parser.report.warning(span, "monit does not wait at all with a time of 0",
                          parser.later_refusal(Refusal::limit_below_one));
  }
  milliseconds = unit == MeasureUnit::second ? milliseconds_of(amount) : std::max(amount, 0);
  return true;
}

bool read_seconds(Parser& parser, std::optional<int>& seconds) {
  int amount = 0;
  if (!parser.number("a number of seconds", amount)) return false;
  if (unit_of(parser.peek()) != MeasureUnit::second) return wants_unit(parser, "'seconds'");
  parser.take();
  seconds = amount;
  return true;
}

bool read_timeout(Parser& parser, std::optional<int>& seconds) {
  const Span span = parser.peek().span;
  if (!read_seconds(parser, seconds)) return false;
  const bool refused = *seconds < 1 && parser.refuses(Refusal::timeout_below_one, span);
  if (*seconds == 0 && !refused) {
    parser.report.warning(span, "monit does not wait at all with a timeout of 0",
                          parser.later_refusal(Refusal::timeout_below_one));
  }
  return true;
}

}  // namespace pkgmap::monitrc
