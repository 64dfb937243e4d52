// What stands between the subject of a test and `then`.
//
// Understood are the options that say something about packages and time. The
// others are passed over, as long as every string and number stands behind a
// word that may want it.
#include <memory>
#include <utility>

#include "parsers/monitrc/characters.hpp"
#include "parsers/monitrc/syntax.hpp"

namespace pkgmap::monitrc {
namespace {

bool is_unit(Keyword keyword) {
  switch (keyword) {
    case Keyword::unit:
    case Keyword::millisecond:
    case Keyword::second:
    case Keyword::minute:
    case Keyword::hour:
    case Keyword::day:
    case Keyword::month:
      return true;
    default:
      return false;
  }
}

/// Outside of connections, which have many options, monit knows few words in here.
bool is_plain_option(Keyword keyword) {
  return is_unit(keyword) || keyword == Keyword::compare || keyword == Keyword::qualifier ||
         keyword == Keyword::timestamp || keyword == Keyword::expect ||
         keyword == Keyword::changed;  // It means "not equal" here.
}

/// One `if` may ask for several resources.
bool is_resource(Keyword keyword) {
  return keyword == Keyword::resource || keyword == Keyword::total ||
         keyword == Keyword::read_write || keyword == Keyword::disk;
}

/// Tests with a number of their own, the operator before it may be missing: `if size 5 kb`.
bool has_number(TestKind kind) {
  switch (kind) {
    case TestKind::size:
    case TestKind::timestamp:
    case TestKind::hardlink:
    case TestKind::uptime:
    case TestKind::resource:
    case TestKind::filedescriptors:
    case TestKind::space:
    case TestKind::inode:
    case TestKind::io:
    case TestKind::saturation:
    case TestKind::traffic:
    case TestKind::status:
      return true;
    default:
      return false;
  }
}

class OptionReader {
 public:
  OptionReader(Parser& parser, Test& test)
      : parser_(parser),
        test_(test),
        takes_number_(has_number(test.kind) && test.trigger == Trigger::compared),
        takes_string_(test.kind == TestKind::content) {}

  bool read() {
    for (;;) {
      const Token& next = parser_.peek();
      if (next.is(Keyword::then)) {
        if (test_.kind == TestKind::connection) {
          test_.connection = std::make_shared<const Connection>(std::move(connection_));
        }
        return true;
      }
      if (next.kind == TokenKind::end || parser_.at_statement()) {
        parser_.report.expected("'then'", next);
        return false;
      }
      if (next.is('{'))
        parser_.skip_braces();
      else if (at_rate())
        read_rate();
      else if (!read_option())
        return false;
    }
  }

 private:
  bool read_option() {
    const Token option = parser_.take();
    if (test_.kind == TestKind::other) return true;
    if (option.kind == TokenKind::word && option.keyword != Keyword::none) return read_word(option);
    const bool is_number = option.kind == TokenKind::number || option.kind == TokenKind::real;
    const bool is_filling = option.is('%') || option.kind == TokenKind::block;
    if (is_filling || (is_number && takes_number_) || (is_value(option) && takes_string_)) {
      takes_number_ = is_number && test_.kind == TestKind::traffic;  // `in last 2 hours`
      takes_string_ = false;
      return true;
    }
    return unexpected(option);
  }

  static bool is_value(const Token& token) {
    return is_string(token) || token.kind == TokenKind::url || token.kind == TokenKind::number;
  }

  bool read_word(const Token& word) {
    if (word.is(Keyword::timeout)) {
      takes_number_ = takes_string_ = false;
      return read_timeout(parser_, test_.timeout_seconds);
    }
    if (word.is(Keyword::expect) && test_.kind == TestKind::checksum) {
      return read_sum(parser_, test_);
    }
    const bool is_connection = test_.kind == TestKind::connection;
    const bool is_another = test_.kind == TestKind::resource && is_resource(word.keyword);
    if (!is_connection && !is_another && !is_plain_option(word.keyword)) return unexpected(word);
    if (is_connection) note_peer(word.keyword);
    const bool takes_value = !is_unit(word.keyword);
    takes_string_ = takes_value && !has_number(test_.kind);
    if (takes_value || test_.kind == TestKind::traffic) takes_number_ = true;
    return true;
  }

  /// The value of `port`, `unixsocket`, `host` is taken later, as any other.
  void note_peer(Keyword keyword) {
    const Token& value = parser_.peek();
    if (keyword == Keyword::port && value.kind == TokenKind::number && value.text.size() <= 5) {
      connection_.port = std::stoi(std::string(value.text));
    }
    if (keyword == Keyword::unixsocket && is_string(value)) connection_.socket = value_of(value);
    if (keyword == Keyword::host && is_value(value)) connection_.host = value_of(value);
  }

  bool unexpected(const Token& token) {
    const bool is_glued = token.kind == TokenKind::word && takes_number_ && is_digit(token.text[0]);
    parser_.report.error(token.span, "unexpected " + parser_.report.shown(token),
                         is_glued ? "a blank must stand between a number and its unit" : "");
    return false;
  }

  /// `N cycles` or `N M cycles`, unless N belongs to the word before it: `> 5 3 cycles`.
  bool at_rate() {
    if (!parser_.at(TokenKind::number)) return false;
    if (parser_.peek(1).is(Keyword::cycle)) return true;
    return !takes_number_ && parser_.peek(1).kind == TokenKind::number &&
           parser_.peek(2).is(Keyword::cycle);
  }

  void read_rate() {
    int first = 1;
    int second = 0;
    parser_.number("a number", first);
    const bool is_two = parser_.at(TokenKind::number);
    if (is_two) parser_.number("a number", second);
    const Span cycle = parser_.take().span;
    test_.cycles = is_two ? second : first;
    if (test_.kind == TestKind::restarts) return;
    test_.times = first;
    if (test_.times < 1 || test_.times > test_.cycles || test_.cycles > 64) {
      parser_.report.error(cycle,
                           "a test can last from 1 to 64 cycles, and no more times than that");
    }
  }

  Parser& parser_;
  Test& test_;
  bool takes_number_;  ///< The token before may want a number …
  bool takes_string_;  ///< … or any value.
  Connection connection_;
};

}  // namespace

bool read_test_options(Parser& parser, Test& test) {
  return OptionReader(parser, test).read();
}

}  // namespace pkgmap::monitrc
