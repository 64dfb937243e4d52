// Names the host, root or archive that answers are about, for people who collect the answers of
// many hosts. Any thread.
#pragma once

#include <string>

#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the name of this host; with --root the path of the root, with --image the path of the
/// archive; with a bundle what this function returned where the bundle was made. "/" if the system
/// does not tell the name of this host.
std::string place_of_answers(const Settings& settings);

}  // namespace pkgmap
