// Which checks alarm once more because a transaction makes monit read its control file again: monit
// then forgets that they fail already. Pure; values, never fails.
#pragma once

#include "rules/facts.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap::rules {

/// Returns the checks that fail now, by their numbers; empty if the plan has no reload, or if monit
/// was not asked. Leaves out a check whose only failure is a baseline that the reload takes anew.
CheckSet alarms_again(const Facts& facts, const Plan& plan);

}  // namespace pkgmap::rules
