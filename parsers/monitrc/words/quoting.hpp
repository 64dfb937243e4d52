// Reads texts between quotes as monit reads them. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::monitrc {

/// Returns the text without blanks and quotes at both ends, with `\n \t \r \<blank> \\ \0xHH`
/// replaced. Any other backslash stays, and so does `\0x00`.
std::string unescape(std::string_view text);

/// The most arguments that a command can have, with the program.
inline constexpr std::size_t kMostArguments = 63;

/// Returns the offset of the '"' that closes a command whose text begins at `at`; npos if there is
/// no such '"'. A '"' inside '…' does not close the command, but a '"' behind a backslash does.
std::size_t find_command_end(std::string_view text, std::size_t at);

/// Returns the arguments of a command that stood between double quotes; empty if there are only
/// blanks. Blanks separate words, '…' is one argument, and only inside '…' escapes are replaced. A
/// single quote inside a word is a letter.
std::vector<std::string> split_command(std::string_view text);

/// Returns the offset of the first "'" that is an argument by itself, which monit refuses; npos if
/// there is none.
std::size_t find_lone_quote(std::string_view text);

}  // namespace pkgmap::monitrc
