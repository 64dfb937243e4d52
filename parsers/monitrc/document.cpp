// Reads a control file as a whole: which statement comes next, and how to go on after a mistake.
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/monitrc/words/statement_words.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::size_t kMostChecks = 100'000;

/// Reads a word that begins no statement. At the beginning of a line it may belong to a later
/// monit; elsewhere it is a rest of the statement before. Keeps the text in Check::unknown.
bool read_unknown(Parser& parser, Check& check) {
  const Token word = parser.take();
  const std::string_view near = word.kind == TokenKind::word
                                    ? nearest_word(word.text, check_statement_words())
                                    : std::string_view{};
  const std::string shown = parser.report.shown(word);
  if (!near.empty() && word.begins_line) {
    parser.report.error(word.span, "unknown statement " + shown,
                        "did you mean '" + std::string(near) + "'?");
  } else if (word.kind == TokenKind::word && word.begins_line && !word.is_reserved &&
             !parser.options.only_known) {
    parser.report.warning(word.span, "unknown statement " + shown + "; monit-pkgmap skips it");
  } else {
    parser.report.error(word.span, "unexpected " + shown);
  }
  parser.recover();
  check.unknown.push_back(parser.since(word.span));
  return true;
}

bool read_check_statement(Parser& parser, Check& check) {
  const Token& next = parser.peek();
  const CheckStatement* statement =
      parser.at_statement() ? find_check_statement(next.keyword) : nullptr;
  return statement != nullptr ? statement->read(parser, check) : read_unknown(parser, check);
}

class DocumentReader {
 public:
  explicit DocumentReader(Parser& parser) : parser_(parser) {}

  void read() {
    while (!parser_.at(TokenKind::end)) {
      const Keyword keyword = parser_.peek().keyword;
      const std::size_t first = parser_.tokens_taken();
      if (!read_statement()) parser_.recover();
      parser_.note_statement(keyword, first, place_ == Place::in_check);
    }
  }

 private:
  bool read_statement() {
    if (parser_.at(Keyword::check)) return read_next_check();
    if (parser_.at(Keyword::set)) {
      place_ = Place::after_set;
      return read_set(parser_);
    }
    if (place_ == Place::in_check) return read_check_statement(parser_, parser_.file.checks.back());
    if (place_ != Place::in_broken_check) report_homeless();
    parser_.take();
    place_ = Place::in_broken_check;
    return false;
  }

  bool read_next_check() {
    if (parser_.file.checks.size() == kMostChecks) {
      parser_.report.error(parser_.take().span,
                           "the control file has more than 100000 checks; the others are not read");
      while (!parser_.at(TokenKind::end)) parser_.take();
      return true;
    }
    const std::size_t before = parser_.file.checks.size();
    const bool is_read = read_check(parser_);
    place_ = parser_.file.checks.size() > before ? Place::in_check : Place::in_broken_check;
    return is_read;
  }

  void report_homeless() {
    parser_.report.expected(
        "'check', 'set' or 'include'", parser_.peek(),
        place_ == Place::after_set ? "a 'set' statement ends the check before it" : "");
  }

  enum class Place { before_all, after_set, in_check, in_broken_check };

  Parser& parser_;
  Place place_ = Place::before_all;
};

}  // namespace

void read_control_file(Parser& parser) {
  DocumentReader(parser).read();
}

}  // namespace pkgmap::monitrc
