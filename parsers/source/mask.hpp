// Finds credentials in a control file, so that no message shows one.
//
// secrets_in() reads raw bytes without a parse, so it also works inside a statement that does not
// parse. What it hides: the rest of the line after `allow` and `mmonit`; the value after
// `password`, `username`, `secret` and the like; HTTP headers; `user:password@` anywhere; and in
// commands and URLs whatever mask_rules.hpp knows: `DBPASS=X`, `--token X`, `mysql -pX`,
// `curl -u me:X`, `X-Auth: X`, `?key=X`. A misspelt keyword counts, too. In doubt, a host name
// after `allow` is hidden rather than a password shown. Pure functions.
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

/// Returns what to hide of the text of a control file: ascending, disjoint ranges. Reads the text
/// once; Sources::secrets() keeps the answer.
std::vector<ByteRange> secrets_in(std::string_view text);

/// Returns what of such ranges lies in [begin, end).
std::vector<ByteRange> within(const std::vector<ByteRange>& ranges, std::size_t begin,
                              std::size_t end);

/// Returns the words of a command, or a single word, with `***` for each secret: the word after
/// `--password`, the user info of a URL. Words that only a control file knows (`allow`) hide
/// nothing here.
std::vector<std::string> without_secrets(const std::vector<std::string>& words);

/// The same of a single word: a path, a pattern.
std::string masked(const std::string& word);

}  // namespace pkgmap
