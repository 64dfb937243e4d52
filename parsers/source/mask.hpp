// Finds credentials in a control file, so that no message shows one.
//
// secrets_in() reads raw bytes without a parse, so it also works inside a statement that does not
// parse. What it hides: the rest of the line after `allow` and `mmonit`; the value after
// `password`, `username`, `secret` and the like; HTTP headers; `user:password@` anywhere. A
// misspelt keyword counts, too. In doubt, a host name after `allow` is hidden rather than a
// password shown. Pure functions.
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

/// Returns what to hide of `text` inside [begin, end): ascending, disjoint ranges. Finds a secret
/// on a later line than its keyword if the keyword stands at most 64 KiB before `begin`.
std::vector<ByteRange> secrets_in(std::string_view text, std::size_t begin, std::size_t end);

/// Returns the words of a command, or a single word, with `***` for what secrets_in() hides: the
/// word after `--password`, the user info of a URL.
std::vector<std::string> without_secrets(const std::vector<std::string>& words);

}  // namespace pkgmap
