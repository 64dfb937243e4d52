// What stands between quotes, as monit reads it. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::monitrc {

/// Cuts blanks and quotes off both ends, then replaces `\n \t \r \<blank> \\ \0xHH`; any other
/// backslash stays, and so does `\0x00`.
std::string unescape(std::string_view text);

/// How many arguments a command can have, the program included.
inline constexpr std::size_t kMostArguments = 63;

/// Where the '"' is that closes a command whose text begins at `at`; npos: nowhere. In between
/// '…' may hold '"', but a backslash protects nothing.
std::size_t find_command_end(std::string_view text, std::size_t at);

/// The arguments of a command between double quotes: words split at blanks; '…' groups, and only
/// in there escapes count. A quote inside a word is a letter. Empty when there are only blanks.
std::vector<std::string> split_command(std::string_view text);

/// Where a "'" stands alone that opens no group: monit refuses it. npos: nowhere.
std::size_t find_lone_quote(std::string_view text);

}  // namespace pkgmap::monitrc
