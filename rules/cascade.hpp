// Finds the dependents that went off together with a check. When a test of a check unmonitors this
// check, monit's cascade unmonitors every dependent, too, and monit does not record that.
//
// Only the times of the last tests give a hint. A dependent that went off with the check was last
// tested about one cycle before the check, or some minutes before if a prerequisite failed
// meanwhile. A dependent that somebody had switched off earlier was last tested much earlier. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parsers/status/status.hpp"
#include "rules/dependencies.hpp"

namespace pkgmap::rules {

/// When monit made the tests of a check for the last time. A check of which monit shows no status
/// has the default value.
struct LastTests {
  bool off = false;       ///< monit does not monitor the check.
  std::int64_t at = 0;    ///< Seconds since 1970; 0 if unknown.
  std::int64_t turn = 0;  ///< Seconds from one test to the next, as `set daemon` and `every` say.
};

/// Returns the values for a service of monit's status. `poll` is the length of a cycle in seconds.
LastTests last_tests_of(const status::Service& service, int poll);

/// Returns the dependents that are off and whose last tests fit the moment in which the check
/// number `check` went off, ascending; empty if the check is not off or its moment is unknown.
/// `tests` has an element for each check of the graph.
CheckSet taken_along(const Dependencies& graph, std::size_t check,
                     const std::vector<LastTests>& tests);

}  // namespace pkgmap::rules
