// The texts that were read, and places in them.
//
// A Sources owns every text of one parse (the control file and what it
// includes); a Span is a half-open range of bytes in one of them. Lines are
// counted the first time that somebody asks for one. Values; no threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Bytes [begin, end) of text number `source` in its Sources.
struct Span {
  std::uint32_t source = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// 1-based; a column counts bytes.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

class Sources {
 public:
  /// Takes a text in and gives its number. `name` is what messages call it: its path.
  std::uint32_t add(std::string name, std::string bytes);

  std::size_t size() const { return texts_.size(); }
  const std::string& name(std::uint32_t source) const { return texts_[source].name; }
  /// Stays valid as long as the Sources lives, whatever is added later.
  std::string_view bytes(std::uint32_t source) const { return texts_[source].bytes; }
  std::string_view text(Span span) const;

  Position position(std::uint32_t source, std::uint32_t offset) const;
  Position position(Span span) const { return position(span.source, span.begin); }
  /// The whole line around an offset, without its line end.
  std::string_view line_at(std::uint32_t source, std::uint32_t offset) const;

 private:
  struct Text {
    std::string name;
    std::string bytes;
    mutable std::vector<std::uint32_t> line_begins;  ///< Empty: not asked for yet.
  };
  static const std::vector<std::uint32_t>& line_begins(const Text& text);

  std::deque<Text> texts_;
};

}  // namespace pkgmap
