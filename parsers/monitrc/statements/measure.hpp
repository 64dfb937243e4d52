// Operators, numbers and units, as the tests of monit(1) are made of them.
//
// Each reads what stands next, or complains and gives false.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// `>`, `greater`, …; Operator::equal when there is none. `changed` is one, too.
Operator read_operator(Parser& parser);

/// `=` or `!=`
bool read_equality(Parser& parser, Operator& op);

/// A word of bytes, time, …; MeasureUnit::none when the next token is none.
MeasureUnit unit_of(const Token& token);

/// Takes a unit of bytes if there is one; without one, monit counts bytes.
void take_byte_unit(Parser& parser, Test& test);

/// `N`
bool read_whole_limit(Parser& parser, Test& test);
/// `N` or `N.M`
bool read_limit(Parser& parser, Test& test);
/// `%`
bool read_percent(Parser& parser, Test& test);

/// The biggest int when that is too much.
int milliseconds_of(int seconds);

/// `N seconds` or `N ms`
bool read_duration(Parser& parser, int& milliseconds);
/// `N seconds`, more than 0; the next token is behind `timeout`.
bool read_timeout(Parser& parser, std::optional<int>& seconds);

}  // namespace pkgmap::monitrc
