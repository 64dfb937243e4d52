// What may go to a terminal of a text that somebody else wrote.
//
// Names in control files, packages and answers of monit can hold any byte; a
// terminal would obey some of them, and a newline would forge a line of ours.
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pkgmap {

/// How many bytes the UTF-8 character at `at` has; 0 when none begins there (RFC 3629: nothing
/// overlong, no surrogate, nothing above U+10FFFF).
std::size_t utf8_length(std::string_view text, std::size_t at);

/// The same for a character that may be printed: no control character (U+0000 to U+001F, U+007F to
/// U+009F) and no line separator. Else 0.
std::size_t printable_length(std::string_view text, std::size_t at);

bool is_utf8(std::string_view text);

/// On one line: what is no printable character becomes '?', byte by byte where it is not UTF-8.
std::string printable(std::string_view text);

/// The same, but newlines and tabs stay.
std::string printable_lines(std::string_view text);

/// How many columns a terminal needs for a printable text: 2 for East Asian wide characters and
/// emoji, 0 for combining ones.
std::size_t columns(std::string_view text);

}  // namespace pkgmap
