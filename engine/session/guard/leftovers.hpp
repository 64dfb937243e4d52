// The leftover checks: checks that earlier sessions could not resume.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Tries them once more after a transaction, which may have brought their packages back, or the
/// files that they compare. What it was about is told by history and log. Returns what was resumed.
std::vector<std::string> retry_leftovers(const Settings& settings, Host& host);

}  // namespace pkgmap
