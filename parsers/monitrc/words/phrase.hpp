// The words of monit that consist of several: "total memory", "cpu(wait)", "not every".
//
// monit's scanner knows them as one token each and wants their blanks as they stand in here. Pure.
#pragma once

#include <cstddef>
#include <string_view>

#include "parsers/monitrc/words/keyword.hpp"

namespace pkgmap::monitrc {

struct Phrase {
  std::size_t length = 0;  ///< Bytes; 0: none begins here.
  Keyword keyword = Keyword::none;
};

/// The longest phrase at the beginning of `text`, whose first `word_length` bytes are a word. Only
/// one that is longer than this word counts.
Phrase phrase_at(std::string_view text, std::size_t word_length);

}  // namespace pkgmap::monitrc
