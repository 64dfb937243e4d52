// Which dependents went off together with a check: monit's cascade unmonitors every dependent of a
// check that its own test unmonitors, and says nowhere that it did.
//
// Only the times of the last tests tell: those of a dependent are a cycle earlier, or minutes if a
// prerequisite failed; of a check that somebody switched off before, much earlier. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parsers/status/status.hpp"
#include "rules/dependencies.hpp"

namespace pkgmap::rules {

/// When monit made the tests of a check for the last time. Without a status: the default value.
struct LastTests {
  bool off = false;       ///< monit does not monitor the check.
  std::int64_t at = 0;    ///< Seconds since 1970; 0 if unknown.
  std::int64_t turn = 0;  ///< Seconds from one test to the next, as `set daemon` and `every` say.
};

/// `poll`: the length of a cycle in seconds.
LastTests last_tests_of(const status::Service& service, int poll);

/// Returns the dependents that are off and whose last tests fit the moment in which the check
/// number `check` went off, ascending; empty if the check is not off or its moment is unknown.
/// `tests` has an element for each check of the graph.
CheckSet taken_along(const Dependencies& graph, std::size_t check,
                     const std::vector<LastTests>& tests);

}  // namespace pkgmap::rules
