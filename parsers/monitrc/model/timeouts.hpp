// How long, in milliseconds, a control file can keep monit busy: bounds for code that waits for
// monit.
//
// monit works on one check after the other and interrupts none, so an action that somebody requests
// waits for the checks before it. What monit leaves in the background (check programs, `exec`) does
// not count. The results are upper bounds, from the text alone. Pure functions.
#pragma once

#include <cstdint>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::monitrc {

/// One connection test whose every attempt lasts its timeout; 0 for another test.
std::int64_t longest_test_ms(const Test& test);

/// Stopping and starting the check, or its restart program, whichever takes longer.
std::int64_t longest_method_ms(const Check& check);

/// All tests of the check, and then longest_method_ms().
std::int64_t longest_check_ms(const Check& check);

/// One message to each mail server and each M/Monit, if none answers: monit waits for all.
std::int64_t longest_delivery_ms(const ControlFile& file);

/// A whole cycle: all checks, without messages.
std::int64_t longest_cycle_ms(const ControlFile& file);

}  // namespace pkgmap::monitrc
