// Operators, numbers and units, as the tests of monit(1) are made of them.
//
// Each function that returns a bool reads the tokens that come next, or reports an error and
// returns false. The functions put a limit into Test::limit and a unit into Test::unit.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads `>`, `greater`, … or `changed`. Returns Operator::equal if no operator comes next.
Operator read_operator(Parser& parser);

/// Reads `=` or `!=`.
bool read_equality(Parser& parser, Operator& op);

/// Returns the unit that a token names; MeasureUnit::none if the token names none.
MeasureUnit unit_of(const Token& token);

/// Takes a unit of bytes if such a unit comes next; else sets MeasureUnit::byte, as monit does.
void take_byte_unit(Parser& parser, Test& test);

/// Reads `N`.
bool read_whole_limit(Parser& parser, Test& test);
/// Reads `N` or `N.M`.
bool read_limit(Parser& parser, Test& test);
/// Reads `%`.
bool read_percent(Parser& parser, Test& test);

/// Converts seconds to milliseconds as monit 5.33 does, which counts modulo 2^32. Returns the
/// greatest int, 24 days, if the result is greater.
int milliseconds_of(int seconds);

/// Reads `N seconds` or `N ms`, which follows the name of a limit. A time of 0 is a warning, or an
/// error of monit 5.34.
bool read_duration(Parser& parser, int& milliseconds);
/// Reads `N seconds`.
bool read_seconds(Parser& parser, std::optional<int>& seconds);
/// Reads `N seconds`, which follows `timeout`. A time of 0 is a warning, or an error of monit 6.
bool read_timeout(Parser& parser, std::optional<int>& seconds);

}  // namespace pkgmap::monitrc
