// A YAML text as values that know where they stand.
//
// What configuration needs of YAML, and no more: mappings with each key once,
// sequences, scalars. Anchors, aliases, tags and a second document are refused,
// so a small text cannot become a big value; size and depth are bounded. A
// scalar stays the text that somebody wrote; what it means, the reader of the
// value decides. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::yaml {

inline constexpr std::size_t kBiggest = 256 * 1024;  ///< Bytes of a text.
inline constexpr std::size_t kDeepest = 16;          ///< Mappings and sequences in each other.

enum class Kind : std::uint8_t { null, scalar, sequence, mapping };

struct Member;

struct Value {
  Kind kind = Kind::null;
  std::string scalar;           ///< Without quotes, escapes resolved.
  std::vector<Value> items;     ///< Of a sequence.
  std::vector<Member> members;  ///< Of a mapping, in the order of the text, each key once.
  Span span;                    ///< A scalar as written, quotes included; else the first byte.

  /// The value of a key; null when the mapping has no such key.
  const Value* find(std::string_view key) const;
};

struct Member {
  std::string key;
  Span key_span;
  Value value;
};

/// Adds to `diagnostics` what is wrong and then gives a null value; an empty text is one, too.
/// `source` is the number of the text in `sources`.
Value parse(const Sources& sources, std::uint32_t source, std::vector<Diagnostic>& diagnostics);

/// "a list", as messages call it.
const char* name_of(Kind kind);

}  // namespace pkgmap::yaml
