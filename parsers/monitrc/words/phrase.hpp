// Phrases that are one token for monit's scanner: "total memory", "cpu(wait)", "not every".
//
// monit wants the blanks inside a phrase exactly as phrase.cpp has them. A pure function.
#pragma once

#include <cstddef>
#include <string_view>

#include "parsers/monitrc/words/keyword.hpp"

namespace pkgmap::monitrc {

struct Phrase {
  std::size_t length = 0;  ///< In bytes; 0 if no phrase begins here.
  Keyword keyword = Keyword::none;
};

/// Returns the longest phrase at the beginning of `text`, if it is longer than the word there,
/// which has `word_length` bytes. `text` must not be empty.
Phrase phrase_at(std::string_view text, std::size_t word_length);

}  // namespace pkgmap::monitrc
