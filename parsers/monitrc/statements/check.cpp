// The header of a check: monit(1), SERVICE TYPES.
#include <algorithm>
#include <array>

#include "parsers/monitrc/statements/pattern_syntax.hpp"
#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/words/characters.hpp"
#include "parsers/monitrc/words/service_types.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

bool is_header_word(const Token& token) {
  return token.is(Keyword::pidfile) || token.is(Keyword::path) || token.is(Keyword::matching) ||
         token.is(Keyword::address) || token.is(Keyword::interface);
}

bool read_process(Parser& parser, Check& check) {
  if (parser.accept(Keyword::pidfile) || parser.accept(Keyword::path)) {
    return parser.path(check.pidfile);
  }
  if (parser.accept(Keyword::matching)) {
    const Span span = parser.peek().span;
    if (!parser.text("a pattern", check.matching)) return false;
    judge_pattern(parser, span, check.matching);
    return true;
  }
  return parser.fails("'pidfile' or 'matching'");
}

bool read_path(Parser& parser, Check& check) {
  if (parser.accept(Keyword::path)) return parser.path(check.path);
  return parser.fails("'path'");
}

/// A device, a mount point, or a connection such as "user@host:/share".
bool read_filesystem(Parser& parser, Check& check) {
  if (!parser.accept(Keyword::path)) return parser.fails("'path'");
  const Token path = parser.peek();
  if (is_string(path)) parser.uses(Feature::filesystem_connection, path.span);
  return parser.text("a path", check.path);
}

bool read_host(Parser& parser, Check& check) {
  if (parser.accept(Keyword::address)) return parser.string("a host name", check.address);
  return parser.fails("'address'");
}

bool read_network(Parser& parser, Check& check) {
  if (parser.accept(Keyword::address)) return parser.string("an address", check.address);
  if (parser.accept(Keyword::interface)) return parser.string("a name", check.interface);
  return parser.fails("'interface' or 'address'");
}

bool read_program(Parser& parser, Check& check) {
  if (!parser.accept(Keyword::path)) {
    return parser.fails("'path'");
  }
  Command command;
  if (!read_command(parser, command)) return false;
  check.path = command.argv.front();
  parser.ask_host_for_program(command.span, check.path, true);
  const bool is_read = read_command_options(parser, command, parser.file.limits.program_timeout_ms);
  check.program = std::move(command);
  return is_read;
}

/// monit replaces no variable but `$HOST` while it reads.
bool read_system(Parser& parser, Check& check) {
  constexpr std::string_view kVariable = "$HOST";
  const std::string& host = parser.options.host_name;
  for (std::size_t at = 0; (at = check.name.find(kVariable, at)) != std::string::npos;) {
    check.name.replace(at, kVariable.size(), host);
    at += host.size();
  }
  return true;
}

bool read_header(Parser& parser, Check& check) {
  switch (check.type) {
    case CheckType::process:
      return read_process(parser, check);
    case CheckType::filesystem:
      return read_filesystem(parser, check);
    case CheckType::file:
    case CheckType::directory:
    case CheckType::fifo:
      return read_path(parser, check);
    case CheckType::host:
      return read_host(parser, check);
    case CheckType::network:
      return read_network(parser, check);
    case CheckType::program:
      return read_program(parser, check);
    case CheckType::system:
      return read_system(parser, check);
  }
  return false;
}

void take_name(Parser& parser, Check& check, const Token& name) {
  check.name = value_of(name);
  check.name_span = name.span;
  if (name.is_quoted && !std::all_of(name.text.begin(), name.text.end(), is_word_byte)) {
    parser.uses(Feature::quoted_names, name.span);
  }
  if (check.name.empty()) parser.report.error(name.span, "a check needs a name");
  if (check.name.starts_with('/')) {
    parser.report.error(name.span, "the name of a check must not begin with '/'");
  }
}

CheckType type_by_header(const Token& word) {
  if (word.is(Keyword::address)) return CheckType::host;
  if (word.is(Keyword::interface)) return CheckType::network;
  return word.is(Keyword::path) ? CheckType::file : CheckType::process;
}

/// Reads `check proces nginx with pidfile …`: a type that monit does not know, then a name.
bool read_unknown_type(Parser& parser, Check& check, const Token& word) {
  const std::string_view near = nearest_word(word.text, check_type_words());
  parser.report.error(word.span, "unknown check type " + parser.report.shown(word),
                      near.empty() ? "" : "did you mean '" + std::string(near) + "'?");
  take_name(parser, check, parser.take());
  const std::optional<CheckType> meant = check_type_of(near);
  // No word tells what type it would be: one mistake is enough.
  if (!meant && !is_header_word(parser.peek())) return false;
  check.type = meant ? *meant : type_by_header(parser.peek());
  return true;
}

bool missing_name(Parser& parser, const Token& type) {
  parser.report.error({type.span.source, type.span.end, type.span.end},
                      "expected the name of a check");
  return false;
}

/// `check NAME with pidfile …` is a process check; `check filex path …` is a file check called "x".
bool read_name_without_type(Parser& parser, Check& check) {
  Token name = parser.take();
  const Token& next = parser.peek();
  if (!name.is_quoted && check_type_of(name.text) && !is_header_word(next)) {
    return missing_name(parser, name);
  }
  const bool is_name_next = is_string(next) || next.kind == TokenKind::number;
  if (!name.is_quoted && is_name_next && !next.begins_line && !is_header_word(next)) {
    return read_unknown_type(parser, check, name);
  }
  std::size_t length = 0;
  const std::optional<CheckType> prefix = check_type_before(name.text, &length);
  if (!name.is_quoted && prefix) {
    name.text.remove_prefix(length);
    name.span.begin += static_cast<std::uint32_t>(length);
    check.type = *prefix;
    const std::string type = "'" + std::string(name_of(*prefix)) + "'";
    parser.report.warning(name.span,
                          "monit reads this as a check of type " + type + " with the name " +
                              parser.report.shown(name),
                          "quote the name if it is meant to begin with " + type);
  }
  take_name(parser, check, name);
  return true;
}

bool read_type_and_name(Parser& parser, Check& check) {
  if (parser.at(TokenKind::name)) return read_name_without_type(parser, check);
  const std::optional<CheckType> type = check_type_of(parser.peek().text);
  if (!parser.at(TokenKind::word) || !type) {
    return parser.fails("a check type");
  }
  const Token word = parser.take();
  check.type = *type;
  if (*type == CheckType::network) parser.uses(Feature::check_network, word.span);
  if (parser.at(TokenKind::name)) {
    take_name(parser, check, parser.take());
    return true;
  }
  return missing_name(parser, word);
}

}  // namespace

bool read_check(Parser& parser) {
  Check check;
  check.span = parser.take().span;
  if (!read_type_and_name(parser, check)) return false;
  const bool is_read = read_header(parser, check);
  check.span = parser.since(check.span);
  parser.file.checks.push_back(std::move(check));
  return is_read;
}

}  // namespace pkgmap::monitrc
