// A check that acts on a suspended check is suspended with it (rules/acts_on.hpp). Pure. Private to
// rules/plan.
#pragma once

#include "rules/acts_on.hpp"
#include "rules/plan/evaluate.hpp"
#include "rules/plan/rulings.hpp"

namespace pkgmap::rules {

/// Suspends every check of the plan that acts on a check which the plan suspends, or which monit's
/// cascade takes along; unless a rule keeps it. Before that, the plan has the decisions by
/// evidence.
void follow_acts(const Facts& facts, const Dependencies& graph, const Policy& policy,
                 Rulings& rulings, Plan& plan);

/// Returns the evidence that ties a check to the package of `best`, since it acts on the check that
/// `best` is about.
Evidence evidence_of_act(const Facts& facts, const ActedOn& act, const Evidence& best);

}  // namespace pkgmap::rules
