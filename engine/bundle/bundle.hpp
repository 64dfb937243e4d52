// A bundle: what queries read of a host, in one archive without credentials.
//
// docs/bundles.md says what a bundle has. open_bundle() lets it stand in for the host.
#pragma once

#include <string>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns the bytes of a bundle of the place that the settings name: the same bytes as long as the
/// queries would read the same. Changes no file. Fails as audit() does.
Result<std::string> make_bundle(const Settings& settings);

/// Opens the bundle Settings::bundle_file, and makes the settings about it: root, facts, packages,
/// state directory. Fails if the file is no bundle, or cannot be read, with its name.
Result<Settings> open_bundle(Settings settings);

}  // namespace pkgmap
