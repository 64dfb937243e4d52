// Whether this host has everything that suspending and resuming need.
//
// Tries what can be tried (a request to monit, the start of a guard), and leaves no change.
#pragma once

#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the findings, always in the same order, and at least one. A question may have several
/// findings, or no finding if it does not concern this host. Waits only bounded times. Never fails:
/// a failure is a finding.
std::vector<Finding> examine_host(const Settings& settings, const HookPlaces& places);

}  // namespace pkgmap
