// Tests: monit(1), SERVICE TESTS.
//
//   if [failed|succeeded|changed|not] SUBJECT OPTION… [for N cycles] then ACTION [else ACTION]
//
// The subject tells the kind of test. Of the options those are understood that
// say something about packages and time; the others are passed over.
#include <algorithm>
#include <array>

#include "parsers/monitrc/characters.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

struct Subject {
  Keyword keyword;
  TestKind kind;
};

/// To add a test, add its word to keyword.cpp and a row here.
constexpr std::array kSubjects = {
    Subject{Keyword::checksum, TestKind::checksum},
    Subject{Keyword::md5, TestKind::checksum},
    Subject{Keyword::sha1, TestKind::checksum},
    Subject{Keyword::sha256, TestKind::checksum},
    Subject{Keyword::permission, TestKind::permission},
    Subject{Keyword::uid, TestKind::uid},
    Subject{Keyword::euid, TestKind::euid},
    Subject{Keyword::gid, TestKind::gid},
    Subject{Keyword::size, TestKind::size},
    Subject{Keyword::timestamp, TestKind::timestamp},
    Subject{Keyword::hardlink, TestKind::hardlink},
    Subject{Keyword::exist, TestKind::exist},
    Subject{Keyword::content, TestKind::content},
    Subject{Keyword::matching, TestKind::content},
    Subject{Keyword::pid, TestKind::pid},
    Subject{Keyword::ppid, TestKind::ppid},
    Subject{Keyword::uptime, TestKind::uptime},
    Subject{Keyword::resource, TestKind::resource},
    Subject{Keyword::filedescriptors, TestKind::filedescriptors},
    Subject{Keyword::connection, TestKind::connection},
    Subject{Keyword::host, TestKind::connection},
    Subject{Keyword::port, TestKind::connection},
    Subject{Keyword::unixsocket, TestKind::connection},
    Subject{Keyword::protocol, TestKind::connection},
    Subject{Keyword::space, TestKind::space},
    Subject{Keyword::inode, TestKind::inode},
    Subject{Keyword::read_write, TestKind::io},
    Subject{Keyword::service_time, TestKind::io},
    Subject{Keyword::fsflags, TestKind::fsflags},
    Subject{Keyword::link, TestKind::link},
    Subject{Keyword::saturation, TestKind::saturation},
    Subject{Keyword::traffic, TestKind::traffic},
    Subject{Keyword::status, TestKind::status},
    Subject{Keyword::security, TestKind::security},
};

constexpr std::array<std::string_view, 26> kSubjectWords = {
    "checksum", "permission", "uid",    "euid",       "gid",      "size",   "timestamp",
    "exist",    "content",    "match",  "pid",        "ppid",     "uptime", "cpu",
    "memory",   "loadavg",    "port",   "unixsocket", "ping",     "host",   "space",
    "inode",    "status",     "failed", "changed",    "succeeded"};

/// Reads one test; lives for that long.
class TestReader {
 public:
  TestReader(Parser& parser, Check& check) : parser_(parser), check_(check) {}

  bool read() {
    test_.span = parser_.take().span;
    if (parser_.at(TokenKind::number) && parser_.peek(1).is(Keyword::restart)) {
      test_.kind = TestKind::restarts;
      test_.trigger = Trigger::compared;
      parser_.number("a number of restarts", test_.times);
    } else {
      read_trigger();
      read_subject();
    }
    if (!read_options() || !read_then()) return false;
    finish();
    return true;
  }

 private:
  void read_trigger() {
    test_.trigger = Trigger::compared;
    if (parser_.accept(Keyword::failed))
      test_.trigger = Trigger::failed;
    else if (parser_.accept(Keyword::changed))
      test_.trigger = Trigger::changed;
    else if (!parser_.accept(Keyword::succeeded))
      parser_.accept(Keyword::not_);
  }

  void read_subject() {
    while (parser_.at(Keyword::total) || parser_.at(Keyword::disk)) parser_.take();
    const Token subject = parser_.peek();
    const auto* row = std::find_if(kSubjects.begin(), kSubjects.end(),
                                   [&](const Subject& s) { return subject.is(s.keyword); });
    if (row == kSubjects.end()) return unknown_subject(subject);
    test_.kind = row->kind;
    if (row->kind == TestKind::io && check_.type == CheckType::process) {
      test_.kind = TestKind::resource;
    }
    if (row->kind == TestKind::checksum) return read_checksum();
    if (row->keyword == Keyword::port || row->keyword == Keyword::uid ||
        row->keyword == Keyword::gid) {
      return;  // With a value: options.
    }
    parser_.take();
    if (row->kind == TestKind::permission || row->kind == TestKind::euid) read_expect();
  }

  void unknown_subject(const Token& subject) {
    if (subject.is(Keyword::then) || subject.kind == TokenKind::end) {
      parser_.report.expected("a test", subject);
      return;
    }
    const bool is_word = subject.kind == TokenKind::word;
    const std::string_view near =
        is_word ? nearest_word(subject.text, kSubjectWords) : std::string_view{};
    const std::string message = "unknown test " + parser_.report.shown(subject);
    if (!near.empty()) {
      parser_.report.error(subject.span, message, "did you mean '" + std::string(near) + "'?");
    } else {
      parser_.report.warning(subject.span, message + ", only its action is understood");
    }
  }

  /// `[md5|sha1] checksum`
  void read_checksum() {
    if (parser_.at(Keyword::md5)) test_.algorithm = Algorithm::md5;
    if (parser_.at(Keyword::sha1)) test_.algorithm = Algorithm::sha1;
    if (parser_.at(Keyword::sha256)) test_.algorithm = Algorithm::sha256;
    if (test_.algorithm) parser_.take();
    if (!parser_.accept(Keyword::checksum)) {
      parser_.report.expected("'checksum'", parser_.peek());
    }
  }

  void read_expect() {
    const Token& value = parser_.peek();
    if (value.kind == TokenKind::number || is_string(value)) {
      test_.expect = value_of(parser_.take());
    } else if (test_.trigger == Trigger::failed) {
      parser_.report.expected("a value", value);
    }
  }

  /// Up to `then`. A bare number is a rate: everything else that takes a number says so.
  bool read_options() {
    for (;;) {
      const Token& next = parser_.peek();
      if (next.is(Keyword::then)) return true;
      const bool is_restarts = next.is(Keyword::restart) && test_.kind == TestKind::restarts;
      if (next.kind == TokenKind::end || (parser_.at_statement() && !is_restarts)) {
        parser_.report.expected("'then'", next);
        return false;
      }
      if (next.kind == TokenKind::number)
        read_rate();
      else if (next.is('{'))
        parser_.skip_braces();
      else if (!read_option(parser_.take()))
        return false;
    }
  }

  bool read_option(const Token& option) {
    if (option.kind == TokenKind::symbol && !option.is('%')) {
      parser_.report.error(option.span, "unexpected " + parser_.report.shown(option));
      return false;
    }
    if (option.kind != TokenKind::word) return true;
    switch (option.keyword) {
      case Keyword::timeout:
        return read_timeout();
      case Keyword::expect:
        if (test_.kind == TestKind::checksum) return read_sum();
        break;
      case Keyword::uid:
      case Keyword::gid:
        read_expect();
        break;
      case Keyword::compare:
        take_value();
        break;
      case Keyword::port:
      case Keyword::size:
      case Keyword::takes_number:
        if (parser_.at(TokenKind::number)) parser_.take();
        break;
      default:
        break;
    }
    return true;
  }

  void take_value() {
    switch (parser_.peek().kind) {
      case TokenKind::number:
      case TokenKind::real:
      case TokenKind::quoted:
        parser_.take();
        break;
      default:
        break;
    }
  }

  /// `N cycles`, `N [times within] M cycles`
  void read_rate() {
    int first = 1;
    int second = 0;
    parser_.number("a number", first);
    const bool is_two = parser_.at(TokenKind::number) && parser_.peek(1).is(Keyword::cycle);
    if (is_two) parser_.number("a number", second);
    const Span cycle = parser_.peek().span;
    if (!parser_.accept(Keyword::cycle)) return;
    test_.cycles = is_two ? second : first;
    if (test_.kind != TestKind::restarts) test_.times = first;
    if (test_.kind == TestKind::restarts) return;
    if (test_.times < 1 || test_.times > test_.cycles || test_.cycles > 64) {
      parser_.report.error(cycle,
                           "a test can last from 1 to 64 cycles, and no more times than that");
    }
  }

  bool read_timeout() {
    int milliseconds = 0;
    if (!read_duration(parser_, milliseconds)) return false;
    test_.timeout_seconds = milliseconds / 1000 + (milliseconds % 1000 == 0 ? 0 : 1);
    return true;
  }

  /// Letters that are no hex digit are left out, as monit does.
  bool read_sum() {
    const Token& sum = parser_.peek();
    if (!is_string(sum) && sum.kind != TokenKind::number) {
      parser_.report.expected("a checksum", sum);
      return false;
    }
    const Span span = sum.span;
    if (sum.kind == TokenKind::number) {
      parser_.report.error(span, "a checksum of digits alone must be quoted");
    }
    for (const char c : value_of(parser_.take())) {
      const char digit = lower(c);
      if (is_digit(digit) || (digit >= 'a' && digit <= 'f')) test_.expect += digit;
    }
    judge_sum(span);
    return true;
  }

  void judge_sum(Span span) {
    std::optional<Algorithm> told;
    if (test_.expect.size() == 32) told = Algorithm::md5;
    if (test_.expect.size() == 40) told = Algorithm::sha1;
    if (test_.expect.size() == 64) told = Algorithm::sha256;
    const std::string digits = std::to_string(test_.expect.size()) + " hex digits";
    if (!told) {
      parser_.report.error(span, "a checksum cannot have " + digits,
                           "md5 has 32, sha1 has 40, sha256 has 64");
    } else if (test_.algorithm && test_.algorithm != told) {
      parser_.report.error(span, std::string("this is no ") + name_of(*test_.algorithm) +
                                     " checksum: it has " + digits);
    } else {
      test_.algorithm = told;
    }
  }

  bool read_then() {
    parser_.take();
    if (!read_action(parser_, test_.action)) return false;
    if (!parser_.accept(Keyword::else_)) return true;
    if (parser_.accept(Keyword::if_)) {
      while (!parser_.at(Keyword::then) && !parser_.at(TokenKind::end) && !parser_.at_statement()) {
        parser_.take();
      }
      if (!parser_.accept(Keyword::then)) {
        parser_.report.expected("'then'", parser_.peek());
        return false;
      }
    }
    test_.recovery.emplace();
    return read_action(parser_, *test_.recovery);
  }

  void finish() {
    if (test_.kind == TestKind::checksum && !test_.algorithm) test_.algorithm = Algorithm::md5;
    test_.span = parser_.since(test_.span);
    check_.tests.push_back(std::move(test_));
  }

  Parser& parser_;
  Check& check_;
  Test test_;
};

}  // namespace

bool read_test(Parser& parser, Check& check) {
  return TestReader(parser, check).read();
}

/// `ignore [not] match|content [=|!=] PATTERN`
bool read_ignore(Parser& parser, Check&) {
  parser.take();
  parser.accept(Keyword::not_);
  if (!parser.accept(Keyword::content) && !parser.accept(Keyword::matching)) {
    parser.report.expected("'content' or 'match'", parser.peek());
    return false;
  }
  parser.accept(Keyword::compare);
  std::string pattern;
  return parser.string("a pattern", pattern);
}

}  // namespace pkgmap::monitrc
