// Finds the checks that will alarm once more because monit reads its control file again after a
// transaction: monit then forgets that these checks already fail. Pure; never fails.
#pragma once

#include "rules/facts.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap::rules {

/// Returns the indices in Facts::checks of the monitored checks with a failing test; empty if the
/// plan has no reload, or if monit was not asked. Leaves out a check whose only failing test is a
/// checksum test without `expect`: monit takes a new baseline in the reload.
CheckSet alarms_again(const Facts& facts, const Plan& plan);

}  // namespace pkgmap::rules
