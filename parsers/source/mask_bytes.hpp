// The classes of bytes by which mask.hpp searches a text for secrets. Pure functions.
#pragma once

namespace pkgmap::mask {

/// Returns whether the byte separates words: blank, tab, line end, or the NUL between arguments.
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}
constexpr bool is_quote(char c) {
  return c == '"' || c == '\'';
}
constexpr bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
/// Returns whether the byte may stand in the name of a variable, an option or a header.
constexpr bool is_in_name(char c) {
  return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
}

}  // namespace pkgmap::mask
