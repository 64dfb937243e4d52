// A check that acts on a check which goes off must go off with it: a command of it lets monit
// start, stop, restart or switch the other one, as `exec "/usr/bin/monit restart mysqld"` does.
//
// In the middle of an upgrade such a command would start what the upgrade has stopped, and switch
// on what is suspended. The plan of a transaction and the belongings of a host follow acts here.
// Pure; time in proportion to checks, dependencies and acts. Private to rules/plan.
#pragma once

#include <cstddef>
#include <functional>

#include "rules/dependencies.hpp"
#include "rules/evidence/evidence.hpp"
#include "rules/facts.hpp"

namespace pkgmap::rules {

/// Returns the evidence by which a check goes off; null if it stays.
using WhyOff = std::function<const Evidence*(std::size_t check)>;

/// Gets evidence of kind acts_on that has been found for a check.
using ActFound = std::function<void(std::size_t check, const Evidence& evidence)>;

/// Calls `found` for each check that acts on one which goes off by its own evidence, or which
/// monit's cascade takes along: once for each package. If `why_off` has an answer for the check
/// after that, follows what acts on the check, too. `graph` is that of the same checks.
void follow_acts(const Facts& facts, const Dependencies& graph, const WhyOff& why_off,
                 const ActFound& found);

}  // namespace pkgmap::rules
