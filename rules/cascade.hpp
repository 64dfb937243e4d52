// Finds the dependents that went off together with a check. When a test unmonitors its own check,
// monit's cascade also unmonitors every dependent of this check, and monit keeps no record of that.
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

/// When monit tested a check for the last time. A check of which monit shows no status has the
/// default value.
struct LastTests {
  bool off = false;     ///< monit shows that it does not monitor the check.
  std::int64_t at = 0;  ///< Seconds since 1970; 0 if unknown.
  /// Seconds between two tests of the check, as `set daemon` and `every` say; 3600 if `every` has a
  /// cron expression; 0 if unknown.
  std::int64_t turn = 0;
};

/// Returns the values for a service of monit's status. `poll` is the length of a cycle in seconds.
LastTests last_tests_of(const status::Service& service, int poll);

/// Returns the dependents of the check with the index `check` (not this check itself) that are off
/// and that were last tested at about the time at which this check went off; ascending. Empty if
/// the check is not off, or if it is not known when it went off. `tests` has an element for each
/// check of `graph`, in the same order.
CheckSet taken_along(const Dependencies& graph, std::size_t check,
                     const std::vector<LastTests>& tests);

}  // namespace pkgmap::rules
