#include "parsers/source/diagnostic.hpp"

#include <algorithm>
#include <string_view>

#include "parsers/source/mask.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kBefore = 80;   ///< Bytes of a long line that are shown before the span …
constexpr std::size_t kWidest = 160;  ///< … and in all.
constexpr std::string_view kCut = "...";
constexpr std::string_view kSecret = "***";

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Terminals obey control bytes; a message must not carry them on.
char harmless(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F ? '?' : c;
}

std::string harmless(std::string_view text) {
  std::string answer(text);
  for (char& c : answer) c = harmless(c);
  return answer;
}

/// One line of a text as people see it, and the line of carets below it.
class Excerpt {
 public:
  /// `line` is a part of `text`; the span is cut to it. An empty span marks one place.
  Excerpt(std::string_view text, std::string_view line, Span span) : text_(text) {
    const auto line_begin = static_cast<std::size_t>(line.data() - text.data());
    const std::size_t line_end = line_begin + line.size();
    begin_ = std::clamp<std::size_t>(span.begin, line_begin, line_end);
    end_ = std::max(std::min<std::size_t>(span.end, line_end), begin_ + 1);
    choose_window(line_begin, line_end);
    draw(from_ > line_begin, to_ < line_end);
    if (begin_ >= to_) below_ += '~';
    below_.erase(below_.find_last_of('~') + 1);
    below_[below_.find('~')] = '^';
  }

  std::string str() const { return shown_ + "\n" + below_ + "\n"; }

 private:
  void choose_window(std::size_t line_begin, std::size_t line_end) {
    from_ = line_begin;
    to_ = line_end;
    if (line_end - line_begin <= kWidest) return;
    if (begin_ - line_begin > kBefore) from_ = begin_ - kBefore;
    to_ = std::min(line_end, from_ + kWidest);
    while (from_ > line_begin && continues_character(text_[from_])) --from_;
    while (to_ < line_end && continues_character(text_[to_])) ++to_;
  }

  void draw(bool cut_before, bool cut_after) {
    if (cut_before) add(kCut, ' ');
    const std::vector<ByteRange> secrets = secrets_in(text_, from_, to_);
    auto secret = secrets.begin();
    for (std::size_t at = from_; at < to_;) {
      if (secret != secrets.end() && at == secret->begin) {
        add(kSecret, mark(secret->begin, secret->end));
        at = (secret++)->end;
      } else {
        add(text_[at], mark(at, at + 1));
        ++at;
      }
    }
    if (cut_after) shown_ += kCut;
  }

  /// Marks are '~' at first; the first of them becomes the caret.
  char mark(std::size_t begin, std::size_t end) const {
    return begin < end_ && begin_ < end ? '~' : ' ';
  }

  void add(std::string_view piece, char below) {
    shown_ += piece;
    below_.append(piece.size(), below);
  }

  void add(char c, char below) {
    shown_ += harmless(c);
    if (continues_character(c)) return;
    below_ += c == '\t' && below == ' ' ? '\t' : below;
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  std::string shown_;
  std::string below_;
};

const char* word(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

std::string place(const Diagnostic& diagnostic, const Sources& sources) {
  if (!diagnostic.span || diagnostic.span->source >= sources.size()) return diagnostic.file;
  const Position position = sources.position(*diagnostic.span);
  return sources.name(diagnostic.span->source) + ":" + std::to_string(position.line) + ":" +
         std::to_string(position.column);
}

}  // namespace

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string render(const Diagnostic& diagnostic, const Sources& sources) {
  std::string text = place(diagnostic, sources);
  if (!text.empty()) text += ": ";
  text += std::string(word(diagnostic.severity)) + ": " + diagnostic.message;
  text = harmless(text) + "\n";
  if (diagnostic.span && diagnostic.span->source < sources.size()) {
    const Span span = *diagnostic.span;
    text +=
        Excerpt(sources.bytes(span.source), sources.line_at(span.source, span.begin), span).str();
  }
  if (!diagnostic.hint.empty()) text += "  hint: " + harmless(diagnostic.hint) + "\n";
  return text;
}

}  // namespace pkgmap
