// Tests: monit(1), SERVICE TESTS.
//
//   if [failed|succeeded|changed|not] SUBJECT OPTION… [for N cycles] then ACTION [else ACTION]
//
// The subject tells the kind of test.
#include "parsers/monitrc/subject.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

/// Reads one test; lives for that long.
class TestReader {
 public:
  TestReader(Parser& parser, Check& check) : parser_(parser), check_(check) {}

  bool read() {
    test_.span = parser_.take().span;
    if (parser_.at(TokenKind::number)) {
      if (!read_restarts()) return false;
    } else {
      read_trigger();
      if (!read_subject()) return false;
    }
    if (!read_test_options(parser_, test_) || !read_then()) return false;
    test_.span = parser_.since(test_.span);
    if (test_.kind == TestKind::checksum && !test_.algorithm) test_.algorithm = Algorithm::md5;
    check_.tests.push_back(std::move(test_));
    return true;
  }

 private:
  /// `N restarts`; the rate follows.
  bool read_restarts() {
    test_.kind = TestKind::restarts;
    test_.trigger = Trigger::compared;
    parser_.number("a number of restarts", test_.times);
    if (parser_.accept(Keyword::restart)) return true;
    parser_.report.expected("'restarts'", parser_.peek());
    return false;
  }

  void read_trigger() {
    trigger_token_ = parser_.peek();
    test_.trigger = Trigger::compared;
    trigger_ = kCompared;
    if (parser_.accept(Keyword::failed)) {
      test_.trigger = Trigger::failed;
      trigger_ = kFailed;
    } else if (parser_.accept(Keyword::changed)) {
      test_.trigger = Trigger::changed;
      trigger_ = kChanged;
    } else if (parser_.accept(Keyword::succeeded)) {
      trigger_ = kSucceeded;
    } else {
      parser_.accept(Keyword::not_);
    }
  }

  bool read_subject() {
    while (parser_.at(Keyword::total) || parser_.at(Keyword::disk)) parser_.take();
    const Token word = parser_.peek();
    const Subject* subject =
        word.kind == TokenKind::word ? find_subject(word.keyword, check_.type) : nullptr;
    if (subject == nullptr) return unknown_subject(word);
    judge_subject(*subject, word);
    test_.kind = subject->kind;
    switch (subject->kind) {
      case TestKind::checksum:
        read_checksum(parser_, test_);
        return true;
      case TestKind::permission:
        parser_.take();
        return trigger_ != kFailed || read_mode();
      case TestKind::euid:
      case TestKind::uid:
      case TestKind::gid:
        parser_.take();
        return parser_.name_or_id("a user or group", test_.expect);
      case TestKind::connection:
        return true;  // The subject is the first of the options.
      default:
        parser_.take();
        return true;
    }
  }

  /// monit refuses the others, in all versions.
  void judge_subject(const Subject& subject, const Token& word) {
    if (!subject.is_of(check_.type)) {
      parser_.report.error(word.span, std::string("a check of type '") + name_of(check_.type) +
                                          "' has no test of " + parser_.report.shown(word));
    } else if (!subject.takes(trigger_)) {
      wrong_trigger(subject, word);
    }
  }

  void wrong_trigger(const Subject& subject, const Token& word) {
    const bool is_bare = trigger_ == kCompared;
    const std::string trigger = is_bare ? "'if'" : "'if " + std::string(trigger_token_.text) + "'";
    std::string hint = "it begins with 'if changed'";
    if (subject.takes(kCompared))
      hint = "it compares, such as 'if " + std::string(word.text) + " > 1'";
    if (subject.takes(kFailed)) hint = "it begins with 'if failed'";
    parser_.report.error(
        is_bare ? word.span : trigger_token_.span,
        "a test of " + parser_.report.shown(word) + " cannot begin with " + trigger, hint);
  }

  /// Kept for its action: a word that is near to no other may be one of a later monit.
  bool unknown_subject(const Token& word) {
    if (word.kind != TokenKind::word || word.keyword != Keyword::none) {
      parser_.report.expected("a test", word);
      return false;
    }
    const std::string_view near = nearest_word(word.text, subject_words());
    const std::string message = "unknown test " + parser_.report.shown(word);
    if (!near.empty()) {
      parser_.report.error(word.span, message, "did you mean '" + std::string(near) + "'?");
    } else {
      parser_.report.warning(word.span, message + ", only its action is understood");
    }
    return true;
  }

  bool read_mode() {
    const Token& mode = parser_.peek();
    if (mode.kind == TokenKind::number &&
        mode.text.find_first_not_of("01234567") == std::string_view::npos) {
      test_.expect = value_of(parser_.take());
      return true;
    }
    parser_.report.expected("an octal mode such as 644", mode);
    return false;
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

  Parser& parser_;
  Check& check_;
  Test test_;
  Token trigger_token_;
  std::uint8_t trigger_ = kCompared;
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
