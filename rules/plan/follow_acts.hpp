// A check "acts on" another check if one of its commands asks monit to start, stop, restart or
// (un)monitor the other check: `exec "/usr/bin/monit restart mysqld"`. If a transaction suspends a
// check, it must also suspend every check that acts on this check.
//
// In the middle of an upgrade, the command would start a daemon that the upgrade has stopped, and
// resume a suspended check. evaluate() and belongings() use this function. Pure, except that it
// calls the functions of the caller; takes time linear in checks, dependencies and acts. Only
// rules/plan includes this file.
#pragma once

#include <cstddef>
#include <functional>

#include "rules/dependencies.hpp"
#include "rules/evidence/evidence.hpp"
#include "rules/facts.hpp"

namespace pkgmap::rules {

/// A function of the caller that returns the evidence for which the plan suspends a check; null if
/// the plan keeps the check.
using WhyOff = std::function<const Evidence*(std::size_t check)>;

/// A function of the caller that gets evidence of the kind acts_on for the check with the index
/// `check`. The function may suspend this check, so that WhyOff returns evidence for the check
/// after the call.
using ActFound = std::function<void(std::size_t check, const Evidence& evidence)>;

/// Calls `found` for each check that acts on a suspended check. If the check acts on several
/// suspended checks, calls `found` once for each package by whose evidence they are suspended.
///
/// A check counts as suspended in two cases. First, if `why_off` returns evidence for the check.
/// Second, if the check depends on a suspended check; the evidence is then that for the suspended
/// check. If `why_off` returns evidence for the acting check after the call of `found`, the
/// function goes on with the checks that act on the acting check. `graph` is the graph of
/// Facts::checks.
void follow_acts(const Facts& facts, const Dependencies& graph, const WhyOff& why_off,
                 const ActFound& found);

}  // namespace pkgmap::rules
