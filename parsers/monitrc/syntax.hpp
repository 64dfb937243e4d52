// Reads a whole control file. syntax.cpp has the table of the statements inside a check: which word
// begins a statement, and which function reads it. To add a statement, add a row to this table and
// its word to words/statement_words. The `set` statements have their table in statements/set.cpp.
//
// Only parse.cpp and document.cpp include this file.
#pragma once

#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// A statement inside a check. The contract of parser.hpp holds for `read`.
struct CheckStatement {
  Keyword keyword;
  bool (*read)(Parser&, Check&);
};

/// Returns the statement that the keyword begins; null if it begins no statement inside a check.
const CheckStatement* find_check_statement(Keyword keyword);

/// Reads a whole control file into Parser::file and Parser::references.
void read_control_file(Parser& parser);

}  // namespace pkgmap::monitrc
