// Tests: monit(1), SERVICE TESTS.
//
//   if [failed|succeeded|changed|not] SUBJECT … [for N cycles] then ACTION [else ACTION]
//
// The subject decides the kind of the test, and which function reads the rest.
#include "parsers/monitrc/tests/test.hpp"

#include "parsers/monitrc/model/algorithms.hpp"
#include "parsers/monitrc/statements/pattern_syntax.hpp"
#include "parsers/monitrc/tests/outcome.hpp"
#include "parsers/monitrc/tests/subject.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

/// Reads one test.
class TestReader {
 public:
  TestReader(Parser& parser, Check& check) : parser_(parser), check_(check) {
    now_.type = check.type;
  }

  bool read() {
    now_.test.span = parser_.take().span;
    if (parser_.at(TokenKind::number)) {
      if (!read_restarts()) return false;
    } else {
      read_trigger();
      if (!read_subject() || !read_outcome(parser_, now_)) return false;
    }
    return keep();
  }

 private:
  bool keep() {
    Test& test = now_.test;
    test.span = parser_.since(test.span);
    if (test.kind == TestKind::checksum && !test.algorithm) {
      test.algorithm = default_algorithm(parser_.options.version);
      test.is_default_algorithm = true;
    }
    check_.tests.push_back(std::move(test));
    return true;
  }

  /// `N restarts within M cycles then ACTION|timeout`
  bool read_restarts() {
    Test& test = now_.test;
    test.kind = TestKind::restarts;
    test.trigger = Trigger::compared;
    const Span span = parser_.peek().span;
    parser_.number("a number of restarts", test.times);
    if (!parser_.accept(Keyword::restart)) return parser_.fails("'restarts'");
    if (!parser_.number("a number of cycles", test.cycles)) return false;
    if (!parser_.accept(Keyword::cycle)) return parser_.fails("'cycles'");
    if (test.times < 1 || test.times > test.cycles) {
      parser_.report.error(parser_.since(span),
                           "the restarts must be at least 1 and not more than the cycles");
    }
    if (!parser_.accept(Keyword::then)) return parser_.fails("'then'");
    if (!parser_.accept(Keyword::timeout)) return read_action(parser_, test.action);
    test.action.kind = ActionKind::unmonitor;
    return true;
  }

  void read_trigger() {
    trigger_token_ = parser_.peek();
    now_.test.trigger = Trigger::compared;
    if (parser_.accept(Keyword::failed)) {
      now_.test.trigger = Trigger::failed;
      now_.trigger = kFailed;
    } else if (parser_.accept(Keyword::changed)) {
      now_.test.trigger = Trigger::changed;
      now_.trigger = kChanged;
      now_.recovery = Recovery::none;
    } else if (parser_.accept(Keyword::succeeded)) {
      now_.trigger = kSucceeded;
      now_.test.is_not = true;
      now_.recovery = Recovery::failed;
    } else if (parser_.accept(Keyword::not_)) {
      now_.trigger = kNot;
      now_.test.is_not = true;
    }
  }

  bool read_subject() {
    const Token word = parser_.peek();
    const Subject* subject = find_subject(word, check_.type);
    if (subject == nullptr) return unknown_subject(word);
    if (!judge_subject(*subject, word)) return false;
    now_.test.kind = subject->kind;
    if (now_.trigger == kSucceeded) parser_.uses(Feature::succeeded_port, trigger_token_.span);
    return subject->read(parser_, now_);
  }

  /// Reports a subject that this type of check does not have: monit refuses it in all versions.
  bool judge_subject(const Subject& subject, const Token& word) {
    if (!subject.is_of(check_.type)) {
      parser_.report.error(word.span, std::string("a check of type '") + name_of(check_.type) +
                                          "' has no test of " + parser_.report.shown(word));
      return false;
    }
    return subject.takes(now_.trigger) || wrong_trigger(subject, word);
  }

  bool wrong_trigger(const Subject& subject, const Token& word) {
    const bool is_bare = now_.trigger == kCompared;
    const std::string trigger = is_bare ? "'if'" : "'if " + std::string(trigger_token_.text) + "'";
    std::string hint = "the test begins with 'if changed'";
    if (subject.takes(kCompared))
      hint = "write a comparison such as 'if " + std::string(word.text) + " > 1'";
    if (subject.takes(kFailed)) hint = "the test begins with 'if failed'";
    parser_.report.error(
        is_bare ? word.span : trigger_token_.span,
        "a test of " + parser_.report.shown(word) + " cannot begin with " + trigger, hint);
    return false;
  }

  /// Keeps a test for its action if its word resembles no known one: the word may belong to a later
  /// monit.
  bool unknown_subject(const Token& word) {
    if (word.kind != TokenKind::word || word.keyword != Keyword::none) {
      return parser_.fails("a test");
    }
    const std::string_view near = nearest_word(word.text, subject_words());
    const std::string message = "unknown test " + parser_.report.shown(word);
    if (!near.empty() || parser_.options.only_known) {
      parser_.report.error(word.span, message,
                           near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
      return false;
    }
    parser_.report.warning(word.span, message + "; monit-pkgmap reads only its action");
    while (!parser_.at(Keyword::then) && !parser_.at(TokenKind::end) && !parser_.at_statement()) {
      parser_.take();
    }
    return true;
  }

  Parser& parser_;
  Check& check_;
  TestInProgress now_;
  Token trigger_token_;
};

}  // namespace

bool read_test(Parser& parser, Check& check) {
  return TestReader(parser, check).read();
}

/// `ignore content =|!= PATTERN`, `ignore [not] match PATTERN`
bool read_ignore(Parser& parser, Check& check) {
  TestInProgress now;
  now.type = check.type;
  now.test.span = parser.take().span;
  now.test.kind = TestKind::content;
  now.test.trigger = Trigger::compared;
  now.test.is_ignored = true;
  now.test.action.kind = ActionKind::ignore;
  if (check.type != CheckType::file) {
    parser.report.error(now.test.span, std::string("a check of type '") + name_of(check.type) +
                                           "' has no content to ignore");
    return false;
  }
  if (parser.at(Keyword::content)) {
    if (!read_content(parser, now)) return false;
  } else {
    if (parser.accept(Keyword::not_)) now.trigger = kNot;
    if (!parser.at(Keyword::matching)) return parser.fails("'content' or 'match'");
    if (!read_match(parser, now)) return false;
  }
  now.test.span = parser.since(now.test.span);
  check.tests.push_back(std::move(now.test));
  return true;
}

}  // namespace pkgmap::monitrc
