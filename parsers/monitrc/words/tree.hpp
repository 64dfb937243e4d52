// A control file as it is written: every statement with its tokens, and every byte between them.
//
// The model (model.hpp) says what a text means; the tree says where each part stands. Code that
// points at a statement, or rewrites a literal in place, needs the tree. The parser keeps a tree
// only if ParseOptions::keep_tree asks for it. A tree holds spans, Sources the text. Pure
// functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/monitrc/words/keyword.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

/// What a piece of a text is.
enum class PieceKind : std::uint8_t {
  token,    ///< A token of the grammar; a string with its quotes.
  include,  ///< The pattern behind `include`.
  noise,    ///< "with", "the", `include` itself, a lone backslash, …
  comment,  ///< From '#' to the end of the line, without the line end.
  blank,    ///< Blanks, line ends, and punctuation without a meaning.
};

/// A part of a text.
struct Piece {
  PieceKind kind = PieceKind::token;
  Keyword keyword = Keyword::none;  ///< Of a token or include; else Keyword::none.
  Span span;
};

/// The header of a check (`check file x with path /x`), a statement inside a check, or a `set …`. A
/// statement may go on in an included file.
struct Statement {
  Keyword keyword = Keyword::none;   ///< Of the first token.
  std::optional<std::size_t> check;  ///< Index in ControlFile::checks; nullopt for a `set …`.
  std::size_t first = 0;             ///< The tokens are Tree::tokens [first, last).
  std::size_t last = 0;
};

struct Tree {
  std::vector<Piece> tokens;  ///< In the order in which the parser read them.
  std::vector<Piece> includes;
  std::vector<Statement> statements;
};

/// Returns the pieces of the text with the index `source`, in order and without gaps. `source` must
/// be an index in `sources` (not checked).
std::vector<Piece> pieces_of(const Tree& tree, const Sources& sources, std::uint32_t source);

/// Returns the bytes of the pieces, one after the other. For the result of pieces_of() this is the
/// whole text.
std::string printed(const std::vector<Piece>& pieces, const Sources& sources);

/// A replacement of a part of a text.
struct Edit {
  Span span;
  std::string bytes;  ///< What stands in place of the span afterwards.
};

/// Returns the text with the index `source`, with the edits applied whose Span::source is this
/// index; ignores other edits. Returns nullopt if two of the applied edits overlap, or if an edit
/// ends behind the end of the text.
std::optional<std::string> rewritten(const Sources& sources, std::uint32_t source,
                                     std::vector<Edit> edits);

}  // namespace pkgmap::monitrc
