// Names the host, root or archive that answers are about, for people who collect the answers of
// many hosts. Any thread.
#pragma once

#include <string>

#include "engine/settings.hpp"

namespace pkgmap {

/// Returns what the answers are about:
/// - the name of this host ("/" if the system does not tell the name);
/// - with --root: the path of the root;
/// - with --image: the path of the archive;
/// - with an open bundle: what this function returned on the host where the bundle was made.
std::string place_of_answers(const Settings& settings);

}  // namespace pkgmap
