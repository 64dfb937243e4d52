#include "parsers/monitrc/parser.hpp"

#include <charconv>
#include <limits>
#include <system_error>

#include "parsers/monitrc/syntax.hpp"

namespace pkgmap::monitrc {

bool Parser::accept(Keyword word) {
  if (!at(word)) return false;
  take();
  return true;
}

bool Parser::accept(char symbol) {
  if (!peek().is(symbol)) return false;
  take();
  return true;
}

bool Parser::string(const char* what, std::string& into) {
  const Token& next = peek();
  const bool is_odd_word = next.kind == TokenKind::word && !at_statement();
  const bool is_odd = is_odd_word || next.kind == TokenKind::number ||
                      next.kind == TokenKind::real || next.kind == TokenKind::url;
  if (!is_string(next)) {
    report.expected(what, next, is_odd ? "monit wants it in quotes to stand for itself" : "");
    if (!is_odd) return false;
  }
  into = value_of(take());
  return true;
}

bool Parser::name_or_id(const char* what, std::string& into) {
  if (!at(TokenKind::number)) return string(what, into);
  into = value_of(take());
  return true;
}

bool Parser::path(std::string& into) {
  const Token& next = peek();
  if (!is_string(next)) {
    report.expected("a path", next);
    return false;
  }
  if (!next.text.starts_with('/') || next.text.find('\n') != std::string_view::npos) {
    report.error(next.span, "expected an absolute path, got " + report.shown(next));
  }
  into = value_of(take());
  return true;
}

bool Parser::number(const char* what, int& into) {
  const Token& next = peek();
  if (next.kind != TokenKind::number) {
    report.expected(what, next);
    return false;
  }
  const char* end = next.text.data() + next.text.size();
  if (std::from_chars(next.text.data(), end, into).ec == std::errc::result_out_of_range) {
    into = std::numeric_limits<int>::max();
  }
  take();
  return true;
}

Span Parser::since(Span begin) const {
  const Span last = tokens_.last();
  if (last.source == begin.source && last.end > begin.end) begin.end = last.end;
  return begin;
}

bool Parser::at_statement() {
  const Token& next = peek();
  if (next.kind != TokenKind::word) return false;
  if (next.keyword == Keyword::not_) return peek(1).is(Keyword::every);
  return begins_statement(next.keyword);
}

void Parser::recover() {
  while (!at(TokenKind::end) && !at(Keyword::check) && !at(Keyword::set)) {
    if (peek().begins_line && at_statement()) return;
    take();
  }
}

void Parser::skip_braces() {
  const Token open = take();
  for (std::size_t depth = 1; depth > 0;) {
    if (at(TokenKind::end) || at(Keyword::check) || at(Keyword::set)) {
      report.error(open.span, "this '{' is never closed");
      return;
    }
    const Token next = take();
    if (next.is('{')) ++depth;
    if (next.is('}') || next.kind == TokenKind::block) --depth;
  }
}

}  // namespace pkgmap::monitrc
