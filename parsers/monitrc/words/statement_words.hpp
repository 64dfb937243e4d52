// The words that begin a statement. Pure functions.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "parsers/monitrc/words/keyword.hpp"

namespace pkgmap::monitrc {

/// The statements inside a check; syntax.cpp has a reader for each.
inline constexpr std::array kCheckStatementKeywords = {
    Keyword::if_,      Keyword::start, Keyword::stop,    Keyword::restart,
    Keyword::depends,  Keyword::group, Keyword::every,   Keyword::mode,
    Keyword::onreboot, Keyword::alert, Keyword::noalert, Keyword::ignore,
};

/// Returns whether the keyword is `check`, `set`, or one of kCheckStatementKeywords.
bool begins_statement(Keyword keyword);

/// Returns the words that may stand at the beginning of a statement, as candidates for
/// nearest_word(): those of kCheckStatementKeywords, `check`, `set` and `include`.
std::span<const std::string_view> check_statement_words();

}  // namespace pkgmap::monitrc
