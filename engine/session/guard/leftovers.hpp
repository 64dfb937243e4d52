// Tries the leftover checks again: checks that earlier sessions could not resume.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// A transaction may have brought back the packages of such checks, or the files that they compare.
/// Returns the checks that are resumed now. The history and the host's log have the rest; errors
/// are dropped.
std::vector<std::string> retry_leftovers(const Settings& settings, Host& host);

}  // namespace pkgmap
