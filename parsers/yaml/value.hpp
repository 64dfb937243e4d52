// Reads a YAML text into values that have their places in the text.
//
// The reader accepts what a configuration needs: mappings with each key once, sequences, scalars.
// It refuses anchors, aliases, tags and a second document, so that a small text cannot become a big
// value; size and depth are bounded. A scalar is a text; the caller decides whether the text is a
// number. One thread at a time may use a Sources, also through parse().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::yaml {

/// Bytes of a text; parse() refuses a longer one.
inline constexpr std::size_t kBiggest = 256 * 1024;
/// Levels of mappings and sequences; parse() refuses more.
inline constexpr std::size_t kDeepest = 16;

/// `null`: no value is written, as after `key:`, or the value is `~` or `null` without quotes.
enum class Kind : std::uint8_t { null, scalar, sequence, mapping };

struct Member;

/// A value of the text, with everything in it.
struct Value {
  Kind kind = Kind::null;
  std::string scalar;        ///< Of a scalar: without quotes, escapes resolved; else empty.
  std::vector<Value> items;  ///< The elements of a sequence; else empty.
  /// The members of a mapping, in the order of the text, each key once.
  std::vector<Member> members;
  Span span;  ///< A scalar as written, with quotes; for any other value its first byte.

  /// Returns the value of a key; null if this is no mapping or has no such key. The pointer is
  /// valid as long as this value is unchanged. Case counts.
  const Value* find(std::string_view key) const;
};

/// A key of a mapping with its value.
struct Member {
  std::string key;
  Span key_span;  ///< As written, with quotes.
  Value value;
};

/// Reads the text with the index `source` of `sources`. If the text is wrong, adds an error to
/// `diagnostics` and returns a null value; an empty text gives a null value without an error.
Value parse(const Sources& sources, std::uint32_t source, std::vector<Diagnostic>& diagnostics);

/// Returns the kind as messages call it: "a list".
const char* name_of(Kind kind);

}  // namespace pkgmap::yaml
