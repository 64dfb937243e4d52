// A bundle: what queries read of a host, in one archive without credentials. So `audit` and
// `explain` can answer for this host on another host.
//
// docs/bundles.md says what a bundle has. For one thread.
#pragma once

#include <string>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns the bytes of a bundle of the host or root that the settings name. The bytes are the same
/// as long as the queries would read the same. Changes no file. Fails in three cases:
/// - audit() (engine/queries/audit.hpp) fails, or the package database cannot be read;
/// - without its credentials the control file would have another meaning (masked_files.hpp);
/// - the program that writes archives (engine/image/archive_client.hpp) fails.
Result<std::string> make_bundle(const Settings& settings);

/// Opens the bundle Settings::bundle_file. Returns `settings` changed so that queries answer from
/// the bundle: with the root, facts, packages and state directory of the bundle, and with its
/// policy files unless Settings::policy_file names a file of this host. The files of this root
/// exist as long as a copy of Settings::image does. Fails if the file cannot be read, is damaged or
/// is no bundle of this version, or if Settings::monitrc names another control file than the bundle
/// has. Each message has the name of the file.
Result<Settings> open_bundle(Settings settings);

}  // namespace pkgmap
