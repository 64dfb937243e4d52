// Says what `doctor` finds about packages that changed without a hook. Private to doctor.
#pragma once

#include <vector>

#include "engine/queries/finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns one finding, which advises what to do. `findings`: those of findings_about_hooks(),
/// which say which hooks work. Changes no file.
Finding finding_about_bypassed(const Settings& settings, const std::vector<Finding>& findings);

}  // namespace pkgmap
