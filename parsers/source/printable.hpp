// Makes a text of unknown origin safe for a terminal.
//
// Names in control files, packages and answers of monit can hold any byte. A terminal would obey
// some bytes, and a newline would forge a line of our output. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pkgmap {

/// Returns the length in bytes of the UTF-8 character that begins at offset `at`, which must be
/// inside the text; 0 if no character begins there (RFC 3629: no overlong form, no surrogate, at
/// most U+10FFFF).
std::size_t utf8_length(std::string_view text, std::size_t at);

/// Returns utf8_length() for a printable character; 0 for a control character (U+0000 to U+001F,
/// U+007F to U+009F), for a line or paragraph separator, and for a character that turns the
/// direction of the text (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069).
std::size_t printable_length(std::string_view text, std::size_t at);

/// Returns whether the whole text is valid UTF-8; true for an empty text.
bool is_utf8(std::string_view text);

/// Returns the text on one line. Each character that is not printable, and each byte that is not
/// UTF-8, becomes '?'.
std::string printable(std::string_view text);

/// Does what printable() does, but leaves newlines and tabs unchanged.
std::string printable_lines(std::string_view text);

/// Returns how many columns a terminal needs for a printable text of one line: 2 for an East Asian
/// wide character or an emoji, 0 for a combining character, 1 for any other.
std::size_t columns(std::string_view text);

}  // namespace pkgmap
