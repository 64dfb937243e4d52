// Bytes as hexadecimal text, two lower-case digits for each, and back. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pkgmap {

/// Returns the digits; an empty text for no bytes.
std::string hex(std::string_view bytes);

/// Returns whether the text has lower-case hexadecimal digits only; true for an empty text.
bool is_hex(std::string_view text);

/// Returns the bytes for which hex() returns `text`; nullopt if hex() never returns this text.
std::optional<std::string> bytes_of_hex(std::string_view text);

}  // namespace pkgmap
