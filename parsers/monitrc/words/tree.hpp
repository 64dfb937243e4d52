// A control file as it is written: every statement with its tokens, and nothing left out.
//
// For whoever points at a statement or rewrites a literal in place. The model says what a text
// means; the tree says where it stands. Kept only when ParseOptions::keep_tree asks for it. Values
// without text: Sources has it.
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

enum class PieceKind : std::uint8_t {
  token,    ///< What the grammar reads; strings with their quotes.
  include,  ///< The pattern behind `include`.
  noise,    ///< "with", "the", `include` itself, a lone backslash, …
  comment,  ///< From '#' to the end of its line, without it.
  blank,    ///< Blanks, line ends, and the punctuation that means nothing.
};

struct Piece {
  PieceKind kind = PieceKind::token;
  Keyword keyword = Keyword::none;  ///< Of a token.
  Span span;
};

/// A `check` with its header, a statement inside of a check, a `set …`. It may go on in an included
/// file.
struct Statement {
  Keyword keyword = Keyword::none;   ///< Of its first token.
  std::optional<std::size_t> check;  ///< Number in ControlFile::checks of the check it is part of.
  std::size_t first = 0;             ///< Its tokens are Tree::tokens [first, last).
  std::size_t last = 0;
};

struct Tree {
  std::vector<Piece> tokens;  ///< In the order of reading.
  std::vector<Piece> includes;
  std::vector<Statement> statements;
};

/// All of one text, piece by piece, without gaps: one behind the other they are its bytes.
std::vector<Piece> pieces_of(const Tree& tree, const Sources& sources, std::uint32_t source);

/// The text that the pieces make.
std::string printed(const std::vector<Piece>& pieces, const Sources& sources);

struct Edit {
  Span span;
  std::string bytes;  ///< What is to stand there.
};

/// The text of number `source` with the edits that are for it; all else stays byte for byte. None
/// when two of them overlap or one lies outside.
std::optional<std::string> rewritten(const Sources& sources, std::uint32_t source,
                                     std::vector<Edit> edits);

}  // namespace pkgmap::monitrc
