// Tries to resume the leftover checks: checks that earlier sessions could not resume. For one
// thread.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Resumes what can be resumed: a transaction may have brought back the packages of leftover
/// checks, or the files that they compare. Leaves out the checks that only a person may resume.
/// Returns the names of the checks that are resumed now. Ignores errors; the history and the host's
/// log say why a check is still off.
std::vector<std::string> retry_leftovers(const Settings& settings, Host& host);

}  // namespace pkgmap
