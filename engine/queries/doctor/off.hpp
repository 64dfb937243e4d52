// Says what doctor finds about checks that are off, and about sessions that keep them off. Private
// to doctor.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/host_finding.hpp"
#include "engine/settings.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// Returns at least one finding. `checks`: the checks of the control file, for the advice how the
/// checks that are off come back (how_all_come_back()); empty if the control file could not be
/// read. `status`: what monit says; null if monit does not answer. Never fails: a failure is a
/// finding.
std::vector<HostFinding> findings_about_what_is_off(const Settings& settings,
                                                    const std::vector<monitrc::Check>& checks,
                                                    const status::Status* status);

/// Returns advice for people, as a clause: which names 'monit monitor' needs so that all checks of
/// `off` come back. 'monit monitor' monitors the named check and its prerequisites, and none of its
/// dependents. `off`: names of checks; must not be empty (not checked). `checks`: the checks of the
/// control file; a check of `off` that `checks` lacks counts as one without prerequisites.
std::string how_all_come_back(const CheckNames& off, const std::vector<monitrc::Check>& checks);

}  // namespace pkgmap
