// The statements inside a check, as a table: which word begins one, and which function reads it. To
// add one, add a row in syntax.cpp and its word in words/statement_words. The `set` statements have
// their table in statements/set.cpp.
//
// Private to parse.cpp and document.cpp.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// A statement inside a check. `read` begins at its first token.
struct CheckStatement {
  Keyword keyword;
  bool (*read)(Parser&, Check&);
};

/// Null: the word begins none.
const CheckStatement* find_check_statement(Keyword keyword);

/// Reads a whole control file; afterwards Parser::file and Parser::references are complete.
void read_control_file(Parser& parser);

}  // namespace pkgmap::monitrc
