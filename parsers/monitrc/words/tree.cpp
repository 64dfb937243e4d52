#include "parsers/monitrc/words/tree.hpp"

#include <algorithm>

#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

/// Splits what stands between two tokens into blanks, comments and noise.
class Gap {
 public:
  Gap(std::string_view text, Span gap, std::vector<Piece>& into)
      : text_(text), gap_(gap), into_(into) {}

  void split() {
    for (std::size_t at = gap_.begin; at < gap_.end;) at = take(at);
  }

 private:
  std::size_t take(std::size_t begin) {
    const char c = text_[begin];
    std::size_t end = begin + 1;
    PieceKind kind = PieceKind::noise;
    if (is_filler(c)) {
      kind = PieceKind::blank;
      while (end < gap_.end && is_filler(text_[end])) ++end;
    } else if (c == '#') {
      kind = PieceKind::comment;
      end = std::min<std::size_t>(text_.find('\n', begin), gap_.end);
    } else {
      while (end < gap_.end && !is_filler(text_[end])) ++end;
    }
    into_.push_back(
        {kind,
         Keyword::none,
         {gap_.source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
    return end;
  }

  std::string_view text_;
  Span gap_;
  std::vector<Piece>& into_;
};

bool begins_before(const Piece& left, const Piece& right) {
  return left.span.begin < right.span.begin;
}

/// Returns tokens and include patterns by place; a text that was read several times repeats them.
std::vector<Piece> tokens_of(const Tree& tree, std::uint32_t source) {
  std::vector<Piece> tokens;
  for (const auto* list : {&tree.tokens, &tree.includes}) {
    for (const Piece& piece : *list) {
      if (piece.span.source == source && piece.span.begin != piece.span.end) {
        tokens.push_back(piece);
      }
    }
  }
  std::stable_sort(tokens.begin(), tokens.end(), begins_before);
  return tokens;
}

}  // namespace

std::vector<Piece> pieces_of(const Tree& tree, const Sources& sources, std::uint32_t source) {
  const std::string_view text = sources.bytes(source);
  std::vector<Piece> pieces;
  std::uint32_t at = 0;
  for (const Piece& token : tokens_of(tree, source)) {
    if (token.span.begin < at) continue;
    Gap(text, {source, at, token.span.begin}, pieces).split();
    pieces.push_back(token);
    at = token.span.end;
  }
  Gap(text, {source, at, static_cast<std::uint32_t>(text.size())}, pieces).split();
  return pieces;
}

std::string printed(const std::vector<Piece>& pieces, const Sources& sources) {
  std::string text;
  for (const Piece& piece : pieces) text += sources.text(piece.span);
  return text;
}

std::optional<std::string> rewritten(const Sources& sources, std::uint32_t source,
                                     std::vector<Edit> edits) {
  std::erase_if(edits, [&](const Edit& edit) { return edit.span.source != source; });
  std::sort(edits.begin(), edits.end(),
            [](const Edit& left, const Edit& right) { return left.span.begin < right.span.begin; });
  const std::string_view text = sources.bytes(source);
  std::string answer;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    const bool is_inside =
        edit.span.begin >= at && edit.span.begin <= edit.span.end && edit.span.end <= text.size();
    if (!is_inside) return std::nullopt;
    answer += text.substr(at, edit.span.begin - at);
    answer += edit.bytes;
    at = edit.span.end;
  }
  answer += text.substr(at);
  return answer;
}

}  // namespace pkgmap::monitrc
