// What `doctor` says about packages that changed without a hook.
#pragma once

#include <vector>

#include "engine/queries/finding.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// `findings` has those about the hooks: the finding names the hooks that work. Changes no file.
Finding finding_about_bypassed(const Settings& settings, const std::vector<Finding>& findings);

}  // namespace pkgmap
