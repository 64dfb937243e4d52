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

/// Returns at least one finding, also if no check is off. `checks`: the checks of the control file,
/// which how_all_come_back() needs for its advice; empty if the control file could not be read.
/// `status`: what monit says; null if monit does not answer. Never fails: a failure is a finding.
std::vector<HostFinding> findings_about_what_is_off(const Settings& settings,
                                                    const std::vector<monitrc::Check>& checks,
                                                    const status::Status* status);

/// Returns advice for people, as a clause: which names to give to 'monit monitor' so that monit
/// monitors all checks of `off` again. The names may be fewer than those in `off`, since 'monit
/// monitor' also monitors the prerequisites of the named check (but no dependent). If every name is
/// needed, the advice has no names; else six at most. `off`: names of checks; must not be empty
/// (not checked). `checks`: the checks of the control file. A check of `off` that is not in
/// `checks` counts as a check without prerequisites.
std::string how_all_come_back(const CheckNames& off, const std::vector<monitrc::Check>& checks);

}  // namespace pkgmap
