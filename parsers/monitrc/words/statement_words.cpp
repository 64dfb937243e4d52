#include "parsers/monitrc/words/statement_words.hpp"

#include <algorithm>

namespace pkgmap::monitrc {
namespace {

constexpr std::array<std::string_view, 15> kCheckWords = {
    "if",       "start", "stop",  "restart", "depends", "group",   "every",  "mode",
    "onreboot", "alert", "check", "set",     "include", "noalert", "ignore",
};

}  // namespace

bool begins_statement(Keyword keyword) {
  return keyword == Keyword::check || keyword == Keyword::set ||
         std::find(kCheckStatementKeywords.begin(), kCheckStatementKeywords.end(), keyword) !=
             kCheckStatementKeywords.end();
}

std::span<const std::string_view> check_statement_words() {
  return kCheckWords;
}

}  // namespace pkgmap::monitrc
