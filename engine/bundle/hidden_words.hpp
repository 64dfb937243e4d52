// Replaces the secrets of a control file by other words, so that the text still has the same
// statements.
//
// The ranges of secrets_in() (parsers/source/mask.hpp) are too large for a text that will be parsed
// again: after `allow`, for example, the whole rest of the line is a range. Inside such a range,
// HiddenWords leaves as they are: words of monit's language without quotes, IP addresses, numbers
// behind a word such as `port`, the host and path of a URL, and quotes, colons and brackets.
// For one thread. Private to engine/bundle.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/mask.hpp"

namespace pkgmap {

class HiddenWords {
 public:
  /// Returns `text` with a word such as "hidden1" in place of each secret word in the ranges
  /// `secrets`, which secrets_in(text) returned. Each place gets a word that no other place has, in
  /// all texts that this object got, even if two places have the same secret. Of a URL behind `set
  /// mmonit` or `url`, host and path stay unless messages hide them, too. Every other word with
  /// "://" in it is hidden whole.
  std::string replace(std::string_view text, const std::vector<ByteRange>& secrets);

 private:
  std::size_t count_ = 0;
};

}  // namespace pkgmap
