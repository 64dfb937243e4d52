// Reads a YAML text into values that know where they stand.
//
// The reader takes what a configuration needs: mappings with each key once, sequences, scalars. It
// refuses anchors, aliases, tags and a second document, so that a small text cannot become a big
// value; size and depth are bounded. A scalar stays the text that somebody wrote, and the caller
// decides what that text means. One thread at a time may use a Sources, also through parse().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::yaml {

inline constexpr std::size_t kBiggest =
    256 * 1024;  ///< Bytes of a text; parse() refuses a longer one.
inline constexpr std::size_t kDeepest =
    16;  ///< Levels of mappings and sequences; parse() refuses more.

enum class Kind : std::uint8_t { null, scalar, sequence, mapping };

struct Member;

struct Value {
  Kind kind = Kind::null;
  std::string scalar;           ///< Without quotes, escapes resolved.
  std::vector<Value> items;     ///< Of a sequence.
  std::vector<Member> members;  ///< Of a mapping, in the order of the text, each key once.
  Span span;  ///< A scalar as written, with quotes; of another value the first byte.

  /// Returns the value of a key; null if this is no mapping or has no such key. The pointer is
  /// valid as long as this value is unchanged. Case counts.
  const Value* find(std::string_view key) const;
};

struct Member {
  std::string key;
  Span key_span;
  Value value;
};

/// Reads text number `source` of `sources`. If the text is wrong, adds an error to `diagnostics`
/// and returns a null value; an empty text gives a null value without an error.
Value parse(const Sources& sources, std::uint32_t source, std::vector<Diagnostic>& diagnostics);

/// Returns the kind as messages call it: "a list".
const char* name_of(Kind kind);

}  // namespace pkgmap::yaml
