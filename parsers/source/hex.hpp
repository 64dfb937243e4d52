// Converts bytes to hexadecimal text, two lower-case digits for each byte, and back. Pure
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pkgmap {

/// Returns the digits of all bytes.
std::string hex(std::string_view bytes);

/// Returns whether the text has lower-case hexadecimal digits only; true for an empty text.
bool is_hex(std::string_view text);

/// Returns the bytes for which hex() returns `text`; nullopt if the number of digits is odd, or
/// is_hex() is false.
std::optional<std::string> bytes_of_hex(std::string_view text);

/// Returns the value of a hexadecimal digit of either case, 0 to 15; -1 for any other byte.
constexpr int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace pkgmap
