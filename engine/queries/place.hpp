// Names the place that answers are about, for people who collect the answers of many places. Any
// thread.
#pragma once

#include <string>

#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the name of this host; with --root or --image the path of the root or of the archive;
/// with
/// --bundle what this function returned where the bundle was made.
std::string place_of_answers(const Settings& settings);

}  // namespace pkgmap
