// The texts of one parse, and places in them.
//
// A Sources owns every text of a parse (the control file and all included files). A Span is a
// half-open range of bytes in one of these texts. The first call of position() for a text counts
// its lines, and the first call of secrets() finds all its secrets; so only one thread at a time
// may use a Sources, even by const functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/mask.hpp"

namespace pkgmap {

/// Bytes [begin, end) of the text with the index `source` in its Sources.
struct Span {
  std::uint32_t source = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A place for people: lines and columns count from 1, a column counts bytes.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

class Sources {
 public:
  /// Adds a text and returns its index. `name` is what messages call the text: its path.
  std::uint32_t add(std::string name, std::string bytes);

  /// Returns how many texts there are; their indices begin at 0.
  std::size_t size() const { return texts_.size(); }
  /// Returns the name of the text with the index `source`. In calls of name(), bytes() and
  /// secrets(), `source` must be a result of add() (not checked).
  const std::string& name(std::uint32_t source) const { return texts_[source].name; }
  /// Returns the whole text. The bytes stay valid as long as the Sources lives, whatever is added
  /// later.
  std::string_view bytes(std::uint32_t source) const { return texts_[source].bytes; }
  /// Returns the bytes of a span, without the part of the span that lies behind the end of its
  /// text; empty if there is no such text.
  std::string_view text(Span span) const;

  /// Returns the place of the byte at `offset`. If `offset` lies behind the end, returns the place
  /// of the end; if there is no such text, line 1, column 1.
  Position position(std::uint32_t source, std::uint32_t offset) const;
  /// Returns the place of the first byte of a span.
  Position position(Span span) const { return position(span.source, span.begin); }
  /// Returns the parts of secrets (mask.hpp) that lie in [begin, end) of a text, as offsets in the
  /// text.
  std::vector<ByteRange> secrets(std::uint32_t source, std::size_t begin, std::size_t end) const;
  /// Returns the whole line around an offset, without its line end; empty if there is no such text.
  std::string_view line_at(std::uint32_t source, std::uint32_t offset) const;

 private:
  struct Text {
    std::string name;
    std::string bytes;
    mutable std::vector<std::uint32_t> line_begins;  ///< Empty until somebody asks for a position.
    mutable std::optional<std::vector<ByteRange>> secrets;
  };
  static const std::vector<std::uint32_t>& line_begins(const Text& text);

  std::deque<Text> texts_;
};

}  // namespace pkgmap
