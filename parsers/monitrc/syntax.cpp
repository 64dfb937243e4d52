#include "parsers/monitrc/syntax.hpp"

#include <algorithm>
#include <array>

#include "parsers/monitrc/statements/statements.hpp"
#include "parsers/monitrc/tests/test.hpp"
#include "parsers/monitrc/words/statement_words.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::array kCheckStatements = {
    CheckStatement{Keyword::if_, read_test},
    CheckStatement{Keyword::start, read_method},
    CheckStatement{Keyword::stop, read_method},
    CheckStatement{Keyword::restart, read_method},
    CheckStatement{Keyword::depends, read_depends},
    CheckStatement{Keyword::group, read_group},
    CheckStatement{Keyword::every, read_every},
    CheckStatement{Keyword::mode, read_check_mode},
    CheckStatement{Keyword::onreboot, read_onreboot},
    CheckStatement{Keyword::alert, read_alert_of_check},
    CheckStatement{Keyword::noalert, read_noalert},
    CheckStatement{Keyword::ignore, read_ignore},
};

// Each keyword that recover() stops at must have a function that reads it.
constexpr bool has_reader(Keyword keyword) {
  return std::any_of(kCheckStatements.begin(), kCheckStatements.end(),
                     [&](const CheckStatement& row) { return row.keyword == keyword; });
}
static_assert(kCheckStatements.size() == kCheckStatementKeywords.size() &&
              std::all_of(kCheckStatementKeywords.begin(), kCheckStatementKeywords.end(),
                          has_reader));

}  // namespace

const CheckStatement* find_check_statement(Keyword keyword) {
  const auto* row = std::find_if(kCheckStatements.begin(), kCheckStatements.end(),
                                 [&](const CheckStatement& s) { return s.keyword == keyword; });
  return row == kCheckStatements.end() ? nullptr : row;
}

}  // namespace pkgmap::monitrc
