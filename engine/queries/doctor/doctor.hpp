// Examines whether this host has everything that suspending and resuming need.
//
// Tries what can be tried: sends requests to monit, and starts a guard (the process that resumes
// checks if a package manager does not). If root calls the function, and the control file can be
// read, the function makes a state directory that does not exist; this is the only change that
// stays. For one thread.
#pragma once

#include <vector>

#include "engine/queries/doctor/hooks/places.hpp"
#include "engine/queries/host_finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the findings, at least one, always in the same order. One subject may have several
/// findings, or none if it does not concern this host. With Settings::further returns only the
/// findings about this monit, none about the whole host (policy, packages, hooks, guard). `places`:
/// where this build has put the hooks. All waits are bounded. Never fails: a failure is a finding.
std::vector<HostFinding> examine_host(const Settings& settings, const HookPlaces& places);

}  // namespace pkgmap
