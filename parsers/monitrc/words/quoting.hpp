// Reads texts between quotes as monit reads them. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::monitrc {

/// Returns the text without blanks and quotes at both ends, and with the escapes `\n \t \r \<blank>
/// \\ \0xHH` replaced. Leaves any other backslash, and `\0x00`, as it is.
std::string unescape(std::string_view text);

/// The most words that a command can have, counting the program. split_command() may return more,
/// and its caller reports that.
inline constexpr std::size_t kMostArguments = 63;

/// Returns the offset of the '"' that closes a command whose text begins at `at`; npos if there is
/// no such '"'. A '"' inside '…' does not close the command, but a '"' behind a backslash does.
std::size_t find_command_end(std::string_view text, std::size_t at);

/// Returns the words of `text`, a command without its double quotes; empty if there are only
/// blanks. Blanks separate words, but a text between single quotes is one word. Escapes are
/// replaced only between single quotes. A single quote that begins no such text is an ordinary
/// byte.
std::vector<std::string> split_command(std::string_view text);

/// Returns the offset of the first single quote that is a word by itself, which monit refuses; npos
/// if there is none.
std::size_t find_lone_quote(std::string_view text);

}  // namespace pkgmap::monitrc
