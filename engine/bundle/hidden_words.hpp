// Secrets of a control file, replaced so that the statements around them stay what they are.
//
// What parsers/source/mask hides is too much for a control file that somebody will parse again: the
// rest of the line after `allow`. Here words of monit's language stay, and so do the quotes, colons
// and brackets between hidden words. Pure. Private to engine/bundle.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/mask.hpp"

namespace pkgmap {

class HiddenWords {
 public:
  /// Returns the text with a word such as "hidden1" in place of each word in `secrets`, which
  /// secrets_in() has found. The same secret gets another word each time.
  std::string replace(std::string_view text, const std::vector<ByteRange>& secrets);

 private:
  std::string hidden(std::string_view secret, std::string_view before);
  std::string hidden_token(std::string_view token);
  std::string fresh();

  std::size_t count_ = 0;
};

}  // namespace pkgmap
