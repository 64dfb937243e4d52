// Says what `doctor` finds about packages that changed without a hook. Private to doctor.
#pragma once

#include <vector>

#include "engine/queries/host_finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns one finding, with advice for the administrator. `findings`: what findings_about_hooks()
/// returned, for the advice; other findings in the list do not count. Changes no file. Never fails:
/// a failure is a finding.
HostFinding finding_about_bypassed(const Settings& settings,
                                   const std::vector<HostFinding>& findings);

}  // namespace pkgmap
