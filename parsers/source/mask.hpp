// Where a control file may hold credentials (promise: no secret leaves in a message).
//
// Looks at raw bytes, before and without any parse, so that it also works
// inside a statement that does not parse. Conservative: it rather hides a host
// name after `allow` than shows a password. Hidden are what follows `allow`
// and `mmonit` on the line, what follows `password`, `username` and `secret`,
// HTTP headers, and `user:password@` anywhere; also after words that are spelt
// nearly so. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What to hide of `text`, as far as it overlaps [begin, end): ascending, disjoint. A secret whose
/// keyword stands on an earlier line is found when that is at most 64 KiB before.
std::vector<ByteRange> secrets_in(std::string_view text, std::size_t begin, std::size_t end);

/// The words of a command, or one word alone, with `***` for what secrets_in() hides of them: the
/// word after `--password`, the user info of a URL.
std::vector<std::string> without_secrets(const std::vector<std::string>& words);

}  // namespace pkgmap
