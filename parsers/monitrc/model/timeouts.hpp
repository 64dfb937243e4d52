// Computes upper bounds for the time that monit needs for its work, in milliseconds, for code that
// waits for monit.
//
// monit works on one check after the other and does not interrupt a check, so a requested action
// waits for the checks before it. Programs that monit leaves in the background (of program checks
// and `exec`) do not count. Pure functions.
#pragma once

#include <cstdint>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::monitrc {

/// Returns the time of a connection test if every attempt runs into its timeout; 0 for any other
/// test.
std::int64_t longest_test_ms(const Test& test);

/// Returns the longer of two times: the timeouts of the stop and the start program together, or the
/// timeout of the restart program. A missing program counts as 0.
std::int64_t longest_method_ms(const Check& check);

/// Returns the sum of longest_test_ms() over all tests of the check, and longest_method_ms().
std::int64_t longest_check_ms(const Check& check);

/// Returns the time to send one message to every mail server and every M/Monit, if no server
/// answers: monit waits for each of them.
std::int64_t longest_delivery_ms(const ControlFile& file);

/// Returns the sum of longest_check_ms() over all checks: the time of a cycle without messages.
std::int64_t longest_cycle_ms(const ControlFile& file);

}  // namespace pkgmap::monitrc
