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

/// Returns the time of a connection test of which every attempt lasts its timeout; 0 for any other
/// test.
std::int64_t longest_test_ms(const Test& test);

/// Returns the time to stop and start the check, or that of its restart program, whichever is
/// longer; 0 for a check without these programs.
std::int64_t longest_method_ms(const Check& check);

/// Returns the time of all tests of the check, and then of longest_method_ms().
std::int64_t longest_check_ms(const Check& check);

/// Returns the time to send one message to every mail server and every M/Monit, if no server
/// answers: monit waits for each of them.
std::int64_t longest_delivery_ms(const ControlFile& file);

/// Returns the time of a whole cycle: all checks, without messages.
std::int64_t longest_cycle_ms(const ControlFile& file);

}  // namespace pkgmap::monitrc
