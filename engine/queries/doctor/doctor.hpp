// Examines whether this host has everything that suspending and resuming need.
//
// Tries what can be tried (a request to monit, the start of a guard). The only change that it
// leaves is the state directory, if root runs it and the directory does not exist. For one thread.
#pragma once

#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the findings, at least one, always in the same order. One subject may have several
/// findings, or none if it does not concern this host. `places`: where this build has put the
/// hooks. All waits are bounded. Never fails: a failure is a finding.
std::vector<HostFinding> examine_host(const Settings& settings, const HookPlaces& places);

}  // namespace pkgmap
