// Finds phrases that are one token for monit's scanner: "total memory", "cpu(wait)", "not every".
//
// The blanks inside a phrase must be exactly those that phrase.cpp has, as in monit. A pure
// function.
#pragma once

#include <cstddef>
#include <string_view>

#include "parsers/monitrc/words/keyword.hpp"

namespace pkgmap::monitrc {

/// A phrase at the beginning of a text.
struct Phrase {
  std::size_t length = 0;  ///< In bytes; 0 if there is no phrase.
  Keyword keyword = Keyword::none;
};

/// Returns the longest phrase at the beginning of `text`, if it is longer than `word_length`, the
/// length in bytes of the word there; otherwise a default Phrase. `text` must not be empty.
Phrase phrase_at(std::string_view text, std::size_t word_length);

}  // namespace pkgmap::monitrc
