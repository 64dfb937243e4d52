// How long monit can be busy with what a control file says: bounds for whoever waits for it.
//
// monit works on one check after the other and interrupts none, so an action that somebody asked
// for waits for those before it. What monit leaves in the background (check programs, `exec`) is
// not counted. Upper bounds, from the text alone. Pure.
#pragma once

#include <cstdint>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::monitrc {

/// One connection test: every attempt lasts its timeout.
std::int64_t longest_test_ms(const Test& test);

/// Starting, stopping or restarting it, whichever takes longest.
std::int64_t longest_method_ms(const Check& check);

/// All of its tests, and then a restart.
std::int64_t longest_check_ms(const Check& check);

/// One message to each mail server that hangs, and one to each M/Monit: monit waits for all.
std::int64_t longest_delivery_ms(const ControlFile& file);

/// A whole cycle: all checks, without messages.
std::int64_t longest_cycle_ms(const ControlFile& file);

}  // namespace pkgmap::monitrc
