// Says whether a check still belongs to an installed package after a transaction has removed all
// packages for which the check was suspended.
//
// Weaker evidence than before would mislead: after the rename of a service, the new package may
// still make the same runtime directory, which is weak evidence, though the check watches the
// service with the old name. Pure; never fails.
#pragma once

#include <vector>

#include "rules/facts.hpp"
#include "rules/strength.hpp"

namespace pkgmap::rules {

/// Returns whether evidence of a kind that may_suspend() accepts ties the check to one of the
/// installed packages `owners`, and is at least as strong as `before`, the strength of the evidence
/// for the removed packages. If `before` is exact, strong evidence is enough; if `before` is weak,
/// weak evidence is enough. False for a process check whose start program starts only
/// units that no file defines any more. `check` has the present facts.
bool has_successor(const CheckFacts& check, const std::vector<PackageFacts>& owners,
                   Strength before);

}  // namespace pkgmap::rules
