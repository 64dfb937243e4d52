// Reads the statements `if …` and `ignore …`, and actions.
//
// The contract of parser.hpp holds. The comment of a function names its source file.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

bool read_test(Parser& parser, Check& check);      ///< test.cpp: `if …`
bool read_ignore(Parser& parser, Check& check);    ///< test.cpp: `ignore content …`
bool read_action(Parser& parser, Action& action);  ///< action.cpp: begins behind `then`

}  // namespace pkgmap::monitrc
