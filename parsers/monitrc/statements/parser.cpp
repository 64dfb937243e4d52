#include "parsers/monitrc/statements/parser.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/monitrc/words/statement_words.hpp"

namespace pkgmap::monitrc {
namespace {

/// In the order of HostQuestion, whose last values ask_host() does not take.
constexpr std::array<std::string_view, 8> kMissing = {
    "there is no such user",
    "there is no such group",
    "there is no such program, or monit cannot execute it",
    "there is no such file, or it cannot be read",
    "there is no such directory",
    "there is no such password file, or it cannot be read",
    "there is no such file of patterns, or it cannot be read",
    "monit could not write to this log file"};
static_assert(kMissing.size() == static_cast<std::size_t>(HostQuestion::server_key));

/// Up to this version, monit refused a command whose program does not exist.
constexpr Version kLastThatNeedsPrograms{5, 26, 0};

/// True for a token that somebody may have meant as a value.
bool is_odd_value(const Token& token) {
  switch (token.kind) {
    case TokenKind::word:
      return !begins_statement(token.keyword) && token.keyword != Keyword::then;
    case TokenKind::number:
    case TokenKind::real:
    case TokenKind::url:
    case TokenKind::mail:
      return true;
    default:
      return false;
  }
}

}  // namespace

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

bool Parser::at_word(std::string_view lower_case) {
  const Token& next = peek();
  return next.kind == TokenKind::word && equal_without_case(next.text, lower_case);
}

bool Parser::accept_word(std::string_view lower_case) {
  if (!at_word(lower_case)) return false;
  take();
  return true;
}

bool Parser::fails(const char* what, std::string hint) {
  const Token& next = peek();
  const Span last = tokens_.last();
  const bool is_behind =
      next.begins_line || next.kind == TokenKind::end || next.span.source != last.source;
  if (is_behind && last.end != 0) {
    report.error({last.source, last.end, last.end},
                 std::string("expected ") + what + " before " + report.shown(next),
                 std::move(hint));
  } else {
    report.expected(what, next, std::move(hint));
  }
  return false;
}

bool Parser::string(const char* what, std::string& into) {
  const Token& next = peek();
  if (!is_string(next)) {
    if (!is_odd_value(next)) return fails(what);
    report.expected(what, next, "put it in quotes: without quotes, monit does not read it as text");
  }
  into = value_of(take());
  return true;
}

bool Parser::text(const char* what, std::string& into) {
  if (!is_path(peek())) return string(what, into);
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
  if (!is_path(next)) {
    if (!is_string(next)) return fails("a path");
    report.error(next.span, "expected an absolute path, got " + report.shown(next));
  }
  into = value_of(take());
  return true;
}

bool Parser::number(const char* what, int& into) {
  const Token& next = peek();
  if (next.kind != TokenKind::number) return fails(what);
  std::int64_t whole = 0;
  const char* end = next.text.data() + next.text.size();
  if (std::from_chars(next.text.data(), end, whole).ec == std::errc::result_out_of_range) {
    whole = std::numeric_limits<std::int64_t>::max();
  }
  into = static_cast<int>(static_cast<std::uint32_t>(whole));
  if (into != whole) {
    report.warning(next.span,
                   "this number is too large: monit reads it as " + std::to_string(into));
  }
  take();
  return true;
}

bool Parser::accept_block() {
  if (!at(TokenKind::block)) return false;
  take();
  return true;
}

void Parser::ask_host(HostQuestion question, const Token& token, const std::string& name) {
  if (options.host == nullptr) return;
  if (options.host->has(question, name, token.kind == TokenKind::number)) return;
  report.error(token.span, std::string(kMissing[static_cast<std::size_t>(question)]));
}

void Parser::ask_host_or_warn(HostQuestion question, Span span, const std::string& path,
                              const std::string& message, const std::string& hint) {
  if (options.host != nullptr && !options.host->has(question, path, false)) {
    report.warning(span, message, hint);
  }
}

void Parser::ask_host_for_program(Span span, std::string path, bool is_needed) {
  if (options.host == nullptr) return;
  if (!path.starts_with('/')) {
    const bool has_slash = options.working_directory.ends_with('/');
    path.insert(0, options.working_directory + (has_slash ? "" : "/"));
  }
  if (options.host->has(HostQuestion::program, path, false)) return;
  const std::string message(kMissing[static_cast<std::size_t>(HostQuestion::program)]);
  if (is_needed || (options.version && *options.version <= kLastThatNeedsPrograms)) {
    report.error(span, message);
  } else {
    report.warning(span, message, "monit accepts this, and fails when it needs the command");
  }
}

void Parser::uses(Feature feature, Span span) {
  const FeatureRow& row = row_of(feature);
  const std::string what(row.what);
  if (options.version) {
    if (*options.version >= row.since) return;
    report.error(span, "monit " + name_of(*options.version) + " does not know " + what,
                 "monit " + name_of(row.since) + " is the first version that knows this");
  } else if (row.since > kComparedVersion) {
    report.note(span, "only monit " + name_of(row.since) + " and later know " + what);
  }
}

bool Parser::refuses(Refusal refusal, Span span) {
  const RefusalRow& row = row_of(refusal);
  if (!options.version || *options.version < row.since) return false;
  report.error(span, "monit " + name_of(*options.version) + " refuses " + std::string(row.what),
               "monit " + name_of(row.since) + " is the first version that refuses this");
  return true;
}

std::string Parser::later_refusal(Refusal refusal) const {
  const RefusalRow& row = row_of(refusal);
  if (options.version) return {};
  return "monit " + name_of(row.since) + " and later refuse " + std::string(row.what);
}

Span Parser::since(Span begin) const {
  const Span last = tokens_.last();
  if (last.source == begin.source && last.end > begin.end) begin.end = last.end;
  return begin;
}

std::size_t Parser::tokens_taken() const {
  const Tree* tree = tokens_.recorded();
  return tree == nullptr ? 0 : tree->tokens.size();
}

void Parser::note_statement(Keyword keyword, std::size_t first, bool is_in_check) {
  Tree* tree = tokens_.recorded();
  if (tree == nullptr) return;
  std::optional<std::size_t> check;
  if (is_in_check && !file.checks.empty()) check = file.checks.size() - 1;
  tree->statements.push_back({keyword, check, first, tree->tokens.size()});
}

bool Parser::at_statement() {
  const Token& next = peek();
  return next.kind == TokenKind::word && begins_statement(next.keyword);
}

void Parser::recover() {
  while (!at(TokenKind::end) && !at(Keyword::check) && !at(Keyword::set)) {
    if (peek().begins_line && at_statement()) return;
    take();
  }
}

}  // namespace pkgmap::monitrc
