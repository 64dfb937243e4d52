// A bundle: what queries read of a host, in one archive without credentials.
//
// docs/bundles.md says what a bundle has. open_bundle() lets it stand in for the host.
#pragma once

#include <string>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns the bytes of a bundle of the host or root that the settings name. The bytes are the same
/// as long as the queries would read the same. Changes no file. Fails in three cases: as audit()
/// (engine/queries/audit.hpp) does; if the control file would have another meaning without its
/// credentials (masked_files.hpp); if the program that writes archives fails.
Result<std::string> make_bundle(const Settings& settings);

/// Opens the bundle Settings::bundle_file. Returns `settings` with root, facts, packages and state
/// directory of the bundle; the files of that root last as long as Settings::image. Fails if the
/// file cannot be read or is no bundle, or if Settings::monitrc names another control file than the
/// bundle has. Each message has the name of the file.
Result<Settings> open_bundle(Settings settings);

}  // namespace pkgmap
