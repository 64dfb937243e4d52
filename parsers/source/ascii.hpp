// Converts ASCII letters to lower case, and compares texts ignoring the case of ASCII letters, in
// every locale alike. Pure functions.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace pkgmap {

/// A short name for what std::string_view::find() returns if it finds no match.
inline constexpr std::size_t kNowhere = std::string_view::npos;

/// Returns the small letter of an ASCII capital, and any other byte unchanged.
constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Returns the text with small letters for its ASCII capitals; all other bytes stay.
inline std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return lower(c); });
  return small;
}

/// Returns whether two texts are equal, ignoring the case of ASCII letters.
inline bool equal_without_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

/// Returns whether a text equals one of `known`, ignoring the case of ASCII letters.
inline bool is_any_of(std::string_view text, std::span<const std::string_view> known) {
  return std::any_of(known.begin(), known.end(), [=](std::string_view one) {
    return text.size() == one.size() && equal_without_case(text, one);
  });
}

}  // namespace pkgmap
