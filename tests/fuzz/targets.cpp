#include "tests/fuzz/targets.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parsers/monitrc/model/timeouts.hpp"
#include "parsers/monitrc/parse.hpp"
#include "parsers/monitrc/words/lexer.hpp"
#include "parsers/monitrc/words/tree.hpp"
#include "tests/fuzz/promise.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::fuzz {
namespace {

using monitrc::Parsed;

void check_spans(const Parsed& parsed) {
  const auto inside = [&](Span span) {
    promise(span.source < parsed.sources.size(), "a span of a text that does not exist");
    promise(span.begin <= span.end, "a span that ends before it begins");
    promise(span.end <= parsed.sources.bytes(span.source).size(), "a span beyond its text");
  };
  for (const auto& check : parsed.control_file.checks) {
    if (check.implicit) continue;
    inside(check.span);
    inside(check.name_span);
    for (const auto& test : check.tests) {
      inside(test.span);
      inside(test.expect_span);
    }
  }
}

void check_messages(const Parsed& parsed) {
  std::size_t size = 0;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    size += render(diagnostic, parsed.sources).size();
  }
  promise(size < 4U << 20U, "messages of more than 4 MiB");
}

void check_tree(const Parsed& parsed) {
  promise(parsed.tree != nullptr, "no tree");
  for (std::uint32_t source = 0; source < parsed.sources.size(); ++source) {
    const auto pieces = pieces_of(*parsed.tree, parsed.sources, source);
    promise(printed(pieces, parsed.sources) == parsed.sources.bytes(source),
            "the tree prints other bytes");
  }
  for (const auto& statement : parsed.tree->statements) {
    promise(statement.first <= statement.last, "a statement that ends before it begins");
    promise(statement.last <= parsed.tree->tokens.size(), "a statement without its tokens");
  }
}

void check(const Parsed& parsed) {
  check_spans(parsed);
  check_messages(parsed);
  check_tree(parsed);
  promise(longest_cycle_ms(parsed.control_file) >= 0, "a time below zero");
}

std::vector<std::pair<std::string, std::string>> files_of(std::string_view text) {
  constexpr std::string_view kMark = "\n=== ";
  std::vector<std::pair<std::string, std::string>> files;
  std::string name = "/etc/monitrc";
  for (;;) {
    const std::size_t end = text.find(kMark);
    files.emplace_back(name, std::string(text.substr(0, end)));
    if (end == std::string_view::npos) return files;
    text.remove_prefix(end + kMark.size());
    const std::size_t line = std::min(text.find('\n'), text.size());
    name = text.substr(0, line);
    text.remove_prefix(line);
  }
}

void parse_and_check(std::string_view text, std::optional<monitrc::Version> version) {
  monitrc::ParseOptions options;
  options.keep_tree = true;
  if (version) options.version = *version;
  TextFiles files{{"/etc/monitrc", std::string(text)}};
  check(parse_control_file("/etc/monitrc", files, options));
}

}  // namespace

void lexer(std::string_view text) {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  monitrc::Report report(sources, diagnostics);
  monitrc::LexerMemory memory;
  const std::uint32_t source = sources.add("/etc/monitrc", std::string(text));
  monitrc::Lexer lexer(sources, source, memory, report);
  std::uint32_t last = 0;
  for (std::size_t i = 0;; ++i) {
    const monitrc::Token token = lexer.next();
    if (token.kind == monitrc::TokenKind::end) break;
    promise(i <= 2 * text.size(), "more than two tokens for each byte");
    promise(token.span.begin >= last && token.span.end >= token.span.begin, "tokens that overlap");
    promise(token.span.end <= text.size(), "a token beyond the text");
    last = token.span.end;
    value_of(token);
  }
}

void parser(std::string_view text) {
  parse_and_check(text, {});
}

void parser_of_5_14(std::string_view text) {
  parse_and_check(text, monitrc::Version{5, 14, 0});
}

void includes(std::string_view text) {
  TextFiles files{};
  for (auto& [name, bytes] : files_of(text)) files.add(name, bytes);
  monitrc::ParseOptions options;
  options.keep_tree = true;
  options.working_directory = "/etc";
  check(parse_control_file("/etc/monitrc", files, options));
}

}  // namespace pkgmap::fuzz
