// Finds credentials in a control file, so that no message shows one.
//
// secrets_in() does not parse, so it also finds credentials in a statement with mistakes, and
// behind a misspelt keyword. It finds:
// - the rest of the statement after `allow` and `mmonit`, even if it is only a host name;
// - the value after `password`, `username`, `secret` and the like;
// - HTTP headers;
// - `user:password@` anywhere;
// - in commands and URLs what mask_rules.hpp knows: `DBPASS=X`, `--token X`, `mysql -pX`, `curl -u
//   me:X`, `X-Auth: X`, `?key=X`.
//
// Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Bytes [begin, end) of a text.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Returns the credentials in the text of a control file, as ascending, disjoint ranges. Takes time
/// linear in the text; Sources::secrets() keeps the result.
std::vector<ByteRange> secrets_in(std::string_view text);

/// Returns the parts of `ranges`, which must be ascending and disjoint, that lie in [begin, end).
std::vector<ByteRange> within(const std::vector<ByteRange>& ranges, std::size_t begin,
                              std::size_t end);

/// Returns the words of a command with `***` in place of each secret: the word after `--password`,
/// the user info of a URL. Keywords of a control file, such as `allow`, have no meaning here.
std::vector<std::string> without_secrets(const std::vector<std::string>& words);

/// Does what without_secrets() does, for a single word: a path, a pattern.
std::string masked(const std::string& word);

}  // namespace pkgmap
