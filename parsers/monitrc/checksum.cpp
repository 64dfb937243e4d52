// `[md5|sha1] checksum [expect SUM]`: monit(1), FILE CHECKSUM TEST.
#include "parsers/monitrc/characters.hpp"
#include "parsers/monitrc/syntax.hpp"

namespace pkgmap::monitrc {
namespace {

std::optional<Algorithm> algorithm_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::md5:
      return Algorithm::md5;
    case Keyword::sha1:
      return Algorithm::sha1;
    case Keyword::sha256:
      return Algorithm::sha256;
    default:
      return std::nullopt;
  }
}

std::optional<Algorithm> algorithm_by_length(std::size_t digits) {
  switch (digits) {
    case 32:
      return Algorithm::md5;
    case 40:
      return Algorithm::sha1;
    case 64:
      return Algorithm::sha256;
    default:
      return std::nullopt;
  }
}

void judge_sum(Parser& parser, Test& test, Span span) {
  const std::optional<Algorithm> told = algorithm_by_length(test.expect.size());
  const std::string digits = std::to_string(test.expect.size()) + " hex digits";
  if (!told) {
    parser.report.error(span, "a checksum cannot have " + digits,
                        "md5 has 32, sha1 has 40, sha256 has 64");
  } else if (test.algorithm && test.algorithm != told) {
    parser.report.error(span, std::string("this is no ") + name_of(*test.algorithm) +
                                  " checksum: it has " + digits);
  } else {
    test.algorithm = told;
  }
}

}  // namespace

void read_checksum(Parser& parser, Test& test) {
  test.algorithm = algorithm_of(parser.peek().keyword);
  if (test.algorithm) parser.take();
  if (!parser.accept(Keyword::checksum)) parser.report.expected("'checksum'", parser.peek());
}

/// What is no hex digit is left out, as monit does.
bool read_sum(Parser& parser, Test& test) {
  const Token& sum = parser.peek();
  if (!is_string(sum) && sum.kind != TokenKind::number) {
    parser.report.expected("a checksum", sum);
    return false;
  }
  const Span span = sum.span;
  if (sum.kind == TokenKind::number) {
    parser.report.error(span, "a checksum of digits alone must be quoted");
  }
  test.expect.clear();
  for (const char c : value_of(parser.take())) {
    const char digit = lower(c);
    if (is_digit(digit) || (digit >= 'a' && digit <= 'f')) test.expect += digit;
  }
  judge_sum(parser, test, span);
  return true;
}

}  // namespace pkgmap::monitrc
