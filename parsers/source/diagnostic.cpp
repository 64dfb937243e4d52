#include "parsers/source/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/names.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
namespace {

constexpr std::array<Named<Severity>, 3> kSeverityNames = {{
    {Severity::error, "error"},
    {Severity::warning, "warning"},
    {Severity::note, "note"},
}};

constexpr std::size_t kBefore = 80;   ///< Bytes of a long line that are shown before the span.
constexpr std::size_t kWidest = 160;  ///< Bytes of a long line that are shown in all.
constexpr std::string_view kCut = "...";
constexpr std::string_view kSecret = "***";

/// One line of a text as people see it, and below it a line that marks the span: `^~~~`.
class Excerpt {
 public:
  /// `span` must be of a text of `sources`. The span is cut to the line; an empty span marks one
  /// byte.
  Excerpt(const Sources& sources, Span span)
      : sources_(sources), source_(span.source), text_(sources.bytes(span.source)) {
    const std::string_view line = sources.line_at(span.source, span.begin);
    const auto line_begin = static_cast<std::size_t>(line.data() - text_.data());
    const std::size_t line_end = line_begin + line.size();
    begin_ = std::clamp<std::size_t>(span.begin, line_begin, line_end);
    end_ = std::max(std::min<std::size_t>(span.end, line_end), begin_ + 1);
    choose_window(line_begin, line_end);
    draw(from_ > line_begin, to_ < line_end);
    if (begin_ >= to_) below_ += '~';
    below_.erase(below_.find_last_of('~') + 1);
    if (!below_.empty()) below_[below_.find('~')] = '^';
  }

  std::string str() const { return shown_ + "\n" + below_ + "\n"; }

 private:
  void choose_window(std::size_t line_begin, std::size_t line_end) {
    from_ = line_begin;
    to_ = line_end;
    if (line_end - line_begin <= kWidest) return;
    if (begin_ - line_begin > kBefore) from_ = begin_ - kBefore;
    to_ = std::min(line_end, from_ + kWidest);
    for (int i = 0; i < 3 && from_ > line_begin && is_inside_character(from_); ++i) --from_;
    for (int i = 0; i < 3 && to_ < line_end && is_inside_character(to_); ++i) ++to_;
  }

  void draw(bool cut_before, bool cut_after) {
    if (cut_before) add(kCut, ' ');
    const std::vector<ByteRange> secrets = sources_.secrets(source_, from_, to_);
    auto secret = secrets.begin();
    for (std::size_t at = from_; at < to_;) {
      if (secret != secrets.end() && at >= secret->begin) {
        add(kSecret, mark(secret->begin, secret->end));
        at = (secret++)->end;
        continue;
      }
      const std::size_t length = printable_length(text_.substr(0, to_), at);
      const std::size_t next = at + std::max<std::size_t>(length, 1);
      const char below = mark(at, next);
      if (text_[at] == '\t')
        add("\t", below == ' ' ? '\t' : below);
      else if (length == 0)
        add("?", below);
      else
        add_character(text_.substr(at, length), below);
      at = next;
    }
    if (cut_after) shown_ += kCut;
  }

  /// Every marked character gets '~' here; the constructor turns the first '~' into the caret.
  char mark(std::size_t begin, std::size_t end) const {
    return begin < end_ && begin_ < end ? '~' : ' ';
  }

  void add(std::string_view piece, char below) {
    shown_ += piece;
    below_.append(piece.size(), below);
  }

  void add_character(std::string_view bytes, char below) {
    shown_ += bytes;
    below_ += below;
  }

  bool is_inside_character(std::size_t at) const {
    return (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U;
  }

  const Sources& sources_;
  std::uint32_t source_;
  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  std::string shown_;
  std::string below_;
};

std::string place(const Diagnostic& diagnostic, const Sources& sources) {
  if (!diagnostic.span || diagnostic.span->source >= sources.size()) return diagnostic.file;
  const Position position = sources.position(*diagnostic.span);
  return sources.name(diagnostic.span->source) + ":" + std::to_string(position.line) + ":" +
         std::to_string(position.column);
}

}  // namespace

const char* name_of(Severity severity) {
  return name_in(kSeverityNames, severity);
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string render(const Diagnostic& diagnostic, const Sources& sources) {
  std::string text = place(diagnostic, sources);
  if (!text.empty()) text += ": ";
  text += std::string(name_of(diagnostic.severity)) + ": " + diagnostic.message;
  text = printable(text) + "\n";
  if (diagnostic.span && diagnostic.span->source < sources.size()) {
    text += Excerpt(sources, *diagnostic.span).str();
  }
  if (!diagnostic.hint.empty()) text += "  hint: " + printable(diagnostic.hint) + "\n";
  return text;
}

}  // namespace pkgmap
