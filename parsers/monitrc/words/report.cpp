#include "parsers/monitrc/words/report.hpp"

#include <string_view>
#include <utility>

namespace pkgmap::monitrc {
namespace {

constexpr std::size_t kLongestShown = 60;

std::string byte_name(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return std::string("byte 0x") + kDigits[byte >> 4U] + kDigits[byte & 0xFU];
}

}  // namespace

void Report::error(Span span, std::string message, std::string hint) {
  add(Severity::error, span, std::move(message), std::move(hint));
}

void Report::warning(Span span, std::string message, std::string hint) {
  add(Severity::warning, span, std::move(message), std::move(hint));
}

void Report::note(Span span, std::string message, std::string hint) {
  add(Severity::note, span, std::move(message), std::move(hint));
}

void Report::expected(const std::string& what, const Token& got, std::string hint) {
  error(got.span, "expected " + what + ", got " + shown(got), std::move(hint));
}

void Report::add(Severity severity, Span span, std::string message, std::string hint) {
  std::size_t& count = severity == Severity::error ? errors_ : remarks_;
  if (++count > kMost) {
    if (severity != Severity::error || count > kMost + 1) return;
    message = "more than " + std::to_string(kMost) + " errors; the others are not shown";
    hint.clear();
  }
  diagnostics_.push_back({severity, span, {}, std::move(message), std::move(hint)});
}

bool Report::hides(const Token& token) const {
  return !sources_.secrets(token.span.source, token.span.begin, token.span.end).empty();
}

std::string Report::shown(const Token& token) const {
  if (errors_ > kMost) return {};  // add() drops this message.
  if (token.kind == TokenKind::end) return "end of file";
  const std::string_view text = sources_.text(token.span);
  if (token.kind == TokenKind::symbol && (text[0] <= ' ' || text[0] == 0x7F)) {
    return byte_name(text[0]);
  }
  if (hides(token)) return "a hidden value";
  std::string_view word = text.substr(0, text.find('\n'));
  const bool is_cut = word.size() < text.size() || word.size() > kLongestShown;
  return "'" + std::string(word.substr(0, kLongestShown)) + (is_cut ? "...'" : "'");
}

std::string Report::place(Span span) const {
  return sources_.name(span.source) + ":" + std::to_string(sources_.position(span).line);
}

}  // namespace pkgmap::monitrc
