// Reads the operators, numbers and units of tests.
//
// Each function that returns a bool reads the tokens that come next and returns true. If other
// tokens come next, it reports an error and returns false. A function with a Test puts the limit
// into Test::limit and the unit into Test::unit.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

/// Reads and returns `>`, `greater`, … or `changed`. Takes no token and returns Operator::equal if
/// no operator comes next.
Operator read_operator(Parser& parser);

/// Reads `=` or `!=` into `op`.
bool read_equality(Parser& parser, Operator& op);

/// Returns the unit that a token names; MeasureUnit::none if the token is no unit.
MeasureUnit unit_of(const Token& token);

/// Reads a unit of bytes if one comes next; else sets Test::unit to MeasureUnit::byte, as monit
/// does.
void take_byte_unit(Parser& parser, Test& test);

/// Reads a whole number `N`.
bool read_whole_limit(Parser& parser, Test& test);
/// Reads `N` or `N.M`.
bool read_limit(Parser& parser, Test& test);
/// Reads `%`.
bool read_percent(Parser& parser, Test& test);

/// Converts seconds to milliseconds as monit 5.33 does, modulo 2^32. If the result is greater than
/// the greatest int (24 days), returns the greatest int.
int milliseconds_of(int seconds);

/// Reads `N seconds` or `N ms` behind the name of a limit into `milliseconds`. Reports a time of 0:
/// as an error if the parse is for monit 5.34 or later, else as a warning.
bool read_duration(Parser& parser, int& milliseconds);
/// Reads `N seconds`.
bool read_seconds(Parser& parser, std::optional<int>& seconds);
/// Reads `N seconds` behind `timeout`. Reports a time of 0: as an error if the parse is for monit 6
/// or later, else as a warning.
bool read_timeout(Parser& parser, std::optional<int>& seconds);

}  // namespace pkgmap::monitrc
