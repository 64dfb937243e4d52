// Tests of files, and of other things with a path: monit(1), FILE CHECKSUM TEST and the like.
#include <algorithm>
#include <cstdint>

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/statements/mode.hpp"
#include "parsers/monitrc/statements/pattern_syntax.hpp"
#include "parsers/monitrc/statements/sum.hpp"
#include "parsers/monitrc/tests/subject.hpp"
#include "parsers/monitrc/words/characters.hpp"

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

void judge_sum(Parser& parser, Test& test) {
  const Span span = test.expect_span;
  const std::optional<Algorithm> told = algorithm_by_length(test.expect.size());
  const std::string digits = std::to_string(test.expect.size()) + " hex digits";
  if (!told) {
    parser.report.error(span, "a checksum cannot have " + digits,
                        "md5 has 32, sha1 has 40, sha256 has 64");
  } else if (test.algorithm && test.algorithm != told) {
    parser.report.error(span, std::string("this is not a checksum of type ") +
                                  test.algorithm->name() + ": it has " + digits);
  } else {
    if (told == Algorithm::sha256 && !test.algorithm) parser.uses(Feature::sha256, span);
    test.algorithm = told;
  }
}

bool read_expected_sum(Parser& parser, Test& test) {
  const Token& sum = parser.peek();
  test.expect_span = sum.span;
  if (sum.kind == TokenKind::number) {
    parser.report.error(sum.span, "a checksum of digits alone must be quoted");
  } else if (!is_string(sum)) {
    return parser.fails("a checksum");
  }
  test.expect = hex_digits(value_of(parser.take()));
  judge_sum(parser, test);
  return true;
}

/// monit keeps the age of a file as seconds in 32 bits with a sign.
void keep_age_as_monit_does(Parser& parser, Span span, Test& test) {
  const std::int64_t seconds = static_cast<std::int64_t>(test.limit) * size_of(test.unit);
  const auto kept = static_cast<std::int32_t>(static_cast<std::uint32_t>(seconds));
  if (kept == seconds) return;
  parser.report.warning(
      span, "this time is too large: monit reads it as " + std::to_string(kept) + " seconds");
  test.limit = kept;
  test.unit = MeasureUnit::second;
}

/// Reads a pattern or the path of a file of patterns, behind the operator.
bool read_pattern(Parser& parser, TestInProgress& now) {
  const Token pattern = parser.peek();
  now.test.expect_span = pattern.span;
  const bool is_file = is_path(pattern) && now.type == CheckType::file;
  if (is_path(pattern) && !is_file) return parser.fails("a pattern");
  if (!parser.text("a pattern in quotes", now.test.expect)) return false;
  if (is_file)
    parser.ask_host(HostQuestion::pattern_file, pattern, now.test.expect);
  else
    judge_pattern(parser, pattern.span, now.test.expect);
  return true;
}

}  // namespace

bool read_mode(Parser& parser, std::string& into) {
  const Token mode = parser.peek();
  int number = 0;
  if (!parser.number("an octal mode such as 644", number)) return false;
  constexpr std::size_t kDigitsOf32Bits = 9;  // Any number of so many digits fits.
  const std::size_t zeros = std::min(mode.text.find_first_not_of('0'), mode.text.size());
  const bool fits = mode.text.size() - zeros <= kDigitsOf32Bits;
  into = fits ? std::string(mode.text) : std::to_string(number);
  const std::size_t first = std::min(into.find_first_not_of('0'), into.size());
  if (into.find_first_not_of("01234567") != std::string::npos || into.size() - first > 4) {
    parser.report.error(
        mode.span, "a mode is an octal number from 0 to 7777, not " + parser.report.shown(mode));
  }
  return true;
}

bool read_checksum(Parser& parser, TestInProgress& now) {
  Test& test = now.test;
  test.algorithm = algorithm_of(parser.peek().keyword);
  if (test.algorithm == Algorithm::sha256) parser.uses(Feature::sha256, parser.peek().span);
  if (test.algorithm) parser.take();
  if (!parser.accept(Keyword::checksum)) return parser.fails("'checksum'");
  if (now.trigger == kChanged || !parser.accept(Keyword::expect)) return true;
  return read_expected_sum(parser, test);
}

bool read_permission(Parser& parser, TestInProgress& now) {
  const Span span = parser.take().span;
  if (now.trigger == kChanged) {
    now.recovery = Recovery::succeeded;
    parser.uses(Feature::changed_permission, span);
    return true;
  }
  now.test.expect_span = parser.peek().span;
  return read_mode(parser, now.test.expect);
}

bool read_owner(Parser& parser, TestInProgress& now) {
  const Token word = parser.take();
  if (word.is(Keyword::euid)) parser.uses(Feature::effective_uid, word.span);
  const Token owner = parser.peek();
  now.test.expect_span = owner.span;
  if (!parser.name_or_id(word.is(Keyword::gid) ? "a group" : "a user", now.test.expect)) {
    return false;
  }
  parser.ask_host(word.is(Keyword::gid) ? HostQuestion::group : HostQuestion::user, owner,
                  now.test.expect);
  return true;
}

bool read_size(Parser& parser, TestInProgress& now) {
  parser.take();
  if (now.trigger == kChanged) return true;
  now.test.op = read_operator(parser);
  if (!read_whole_limit(parser, now.test)) return false;
  take_byte_unit(parser, now.test);
  return true;
}

bool read_timestamp(Parser& parser, TestInProgress& now) {
  const Token word = parser.take();
  switch (lower(word.text[0])) {
    case 'a':
      now.test.subject = "atime";
      break;
    case 'c':
      now.test.subject = "ctime";
      break;
    case 'm':
      now.test.subject = "mtime";
      break;
    default:
      now.test.subject = "timestamp";
  }
  if (now.test.subject != "timestamp") parser.uses(Feature::file_times, word.span);
  if (now.trigger == kChanged) return true;
  if (!read_uptime_limit(parser, now.test)) return false;
  keep_age_as_monit_does(parser, word.span, now.test);
  return true;
}

bool read_hardlink(Parser& parser, TestInProgress& now) {
  parser.uses(Feature::hardlink, parser.take().span);
  if (now.trigger == kChanged) return true;
  now.test.op = read_operator(parser);
  return read_whole_limit(parser, now.test);
}

bool read_exist(Parser& parser, TestInProgress& now) {
  const Span span = parser.take().span;
  if (now.trigger == kCompared) parser.uses(Feature::exist, span);
  return true;
}

/// `content =|!= PATTERN`, of programs also `content [not] changed`.
bool read_content(Parser& parser, TestInProgress& now) {
  const Span word = parser.take().span;
  const bool is_program = now.type == CheckType::program;
  if (is_program && (parser.at(Keyword::changed) || parser.at(Keyword::not_))) {
    now.test.is_not = parser.accept(Keyword::not_);
    if (!parser.accept(Keyword::changed)) return parser.fails("'changed'");
    now.test.op = Operator::changed;
    parser.uses(Feature::content_changed, word);
    return true;
  }
  parser.uses(is_program ? Feature::program_content : Feature::content, word);
  if (!read_equality(parser, now.test.op)) return false;
  now.recovery = Recovery::none;
  return read_pattern(parser, now);
}

/// `[not] match PATTERN`, the old form.
bool read_match(Parser& parser, TestInProgress& now) {
  parser.take();
  now.recovery = Recovery::none;
  now.test.op = now.trigger == kNot ? Operator::not_equal : Operator::equal;
  return read_pattern(parser, now);
}

}  // namespace pkgmap::monitrc
